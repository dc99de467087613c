using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>Finds the order that a difference is about, by the number that its trade has in the bill.</summary>
public sealed class OrdersOfBills(OrderBook orders, Lookups lookups)
{
    /// <returns>Null: it is no order of that tenant's, or nothing leads there (<c>Storage:Lookups</c>).</returns>
    public async Task<OrderStory?> FindAsync(RunKey key, DifferenceRow difference, CancellationToken cancellation)
    {
        var number = difference.OrderId;
        foreach (var id in BillNumbers.OrderIdsOf(key.Channel, number).Where(id => OrderIdRule.Accepts(id)))
        {
            if (await orders.ReadStoryAsync(new(key.Tenant, id), cancellation) is { } story) return story;
        }

        // A refund or a reversal that is a trade of its own over there.
        return await FindAsync(key.Tenant, number, cancellation)
            ?? await FindAsync(key.Tenant, difference.First.ProviderId, cancellation);
    }

    private async Task<OrderStory?> FindAsync(string tenant, string number, CancellationToken cancellation)
    {
        if (number.Length == 0) return null;
        var found = await lookups.FindAsync(tenant, number, cancellation);
        return found is [var only] ? await orders.ReadStoryAsync(new(tenant, only.OrderId), cancellation) : null;
    }
}
