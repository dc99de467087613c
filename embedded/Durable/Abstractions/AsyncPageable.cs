namespace Microsoft.DurableTask;

/// <summary>Values that are fetched as they are enumerated.</summary>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
    where T : notnull
{
    private protected AsyncPageable() { }

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        Values(cancellationToken).GetAsyncEnumerator(cancellationToken);

    private protected abstract IAsyncEnumerable<T> Values(CancellationToken cancellation);
}
