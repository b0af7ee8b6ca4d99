"""What is handed over: the page and the exports."""
