namespace PayFunctions.Bench.Oracle;

/// <summary>A callback that its provider did not sign, and what about it is not so.</summary>
/// <param name="Request">As it goes over the wire.</param>
internal sealed record Forgery(string Provider, string Kind, byte[] Request);
