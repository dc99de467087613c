using Azure.Data.Tables;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>Finds orders by a provider's number or a refund's id. An index only, written behind the orders' own rows.</summary>
public sealed class Lookups(TableAccounts accounts)
{
    /// <summary>More orders than these by one number are no answer to anybody.</summary>
    private const int Most = 50;

    /// <returns>The tenant's orders that have it: none, one, or more where several have a refund of that id.</returns>
    public async Task<IReadOnlyList<Lookup>> FindAsync(string tenant, string id, CancellationToken cancellation)
    {
        var partition = LookupRows.Partition(tenant, id);
        var rows = await accounts.Holding(TableNames.Lookups, partition).ReadFirstAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), Most, LookupRows.Columns, cancellation);
        return [.. rows.Select(row => new Lookup(row.Text("OrderId"), row.Word<LookupKind>("Kind")))];
    }
}

/// <summary>An order, and what the number is of it.</summary>
public readonly record struct Lookup(string OrderId, LookupKind Kind);
