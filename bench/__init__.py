"""Speeds as ratios against a limit measured in the same run, on a made-up register of any size."""
