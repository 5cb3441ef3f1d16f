"""Rules a community decides by: free until its first decision, then only by a decision."""
