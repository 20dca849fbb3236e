"""The demo scheme: made-up people of a made-up district, in the interchange format under `scheme/`, dated near today."""
