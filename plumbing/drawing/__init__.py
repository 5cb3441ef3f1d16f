"""Drawing: dots, rings, QR codes, previews and pages on paper."""
