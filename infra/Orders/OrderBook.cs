using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Orders;

/// <summary>The one door to orders: all that can move one is evidence, and all evidence comes through here.</summary>
public sealed class OrderBook
{
    /// <summary>Inserts the order unless its id is taken. One request.</summary>
    public Task<CreateOutcome> CreateAsync(Order order, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Reads the order, decides, and commits the answer: one read and one transaction.</summary>
    public Task<Applied> ApplyAsync(OrderKey key, Evidence evidence, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>The same for an order whose version is known: it saves the read.</summary>
    public Task<Applied> ApplyAsync(StoredOrder known, Evidence evidence, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Order?> FindAsync(OrderKey key, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<StoredOrder?> FindStoredAsync(OrderKey key, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<OrderStory?> ReadStoryAsync(OrderKey key, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Writes the order's postings into the index of their days. Safe to repeat.</summary>
    public Task IndexDayAsync(OrderKey key, CancellationToken cancellation) => throw new NotSupportedException();
}
