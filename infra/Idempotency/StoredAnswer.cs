namespace PayFunctions.Infra.Idempotency;

/// <summary>An HTTP answer as it was given, to be given again.</summary>
/// <param name="Body">At most <see cref="IdempotencyStore.LargestBody"/> bytes.</param>
public sealed record StoredAnswer(
    int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);
