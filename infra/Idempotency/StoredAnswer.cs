namespace PayFunctions.Infra.Idempotency;

/// <summary>An HTTP answer as it was given, to be given again.</summary>
/// <param name="Body">Of any size: past <see cref="IdempotencyStore.LargestInRow"/> it lies in a blob.</param>
public sealed record StoredAnswer(
    int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);
