"""The panel "Wie horen we niet?", as one viewer sees it, and its page."""
