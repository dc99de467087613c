using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Refunds;

/// <summary>Lets those who want the same order's row come one after another, within this process.</summary>
/// <remarks>For throughput alone: fifty refunds of one order at once would otherwise lose most of their races. What is right
/// is decided by the row's version, here and in every other process.</remarks>
internal sealed class Turns
{
    private const int Lanes = 64;

    private readonly SemaphoreSlim[] _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1))];

    public async Task<T> TakeAsync<T>(string partition, Func<Task<T>> work, CancellationToken cancellation)
    {
        var lane = _lanes[StableHash.Place(partition, Lanes)];
        await lane.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            lane.Release();
        }
    }
}
