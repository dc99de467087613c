namespace Microsoft.DurableTask;

/// <summary>Some of the values, and the token that continues after them.</summary>
public sealed class Page<T>
{
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        ContinuationToken = continuationToken;
    }

    public string? ContinuationToken { get; }

    public IReadOnlyList<T> Values { get; }
}
