namespace PayFunctions.Infra.Webhooks;

/// <summary>One attempt's request: the message with its signature of this very time.</summary>
public sealed record SignedMessage(string Id, long Timestamp, string Signature, ReadOnlyMemory<byte> Body);
