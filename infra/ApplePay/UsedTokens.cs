using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.ApplePay;

/// <summary>Tokens that have come before: each pays for one order, by one conditional insert.</summary>
/// <remarks>Kept are the hash of the token's id, its order and the time: nothing that is sealed or opened.</remarks>
public sealed class UsedTokens(TableAccounts accounts, TimeProvider clock)
{
    private const int SpreadDigits = 2;

    /// <returns>True where it is the order's: now, or since an earlier try that broke off.</returns>
    public async Task<bool> TryClaimAsync(
        string merchantIdentifier, string token, OrderKey order, CancellationToken cancellation)
    {
        var partition = $"{TableKeys.EscapePart(merchantIdentifier)}|{token[..SpreadDigits]}";
        var row = new TableEntity(partition, token)
        {
            ["Tenant"] = order.Tenant,
            ["OrderId"] = order.OrderId,
            ["At"] = clock.GetUtcNow(),
        };
        var table = accounts.Holding(TableNames.ApplePay, partition);
        try
        {
            await table.WriteAsync((it, stop) => it.AddEntityAsync(row, stop), cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            var there = await table.GetEntityIfExistsAsync<TableEntity>(
                partition, token, cancellationToken: cancellation);
            return there.HasValue && there.Value!.Text("Tenant") == order.Tenant
                && there.Value!.Text("OrderId") == order.OrderId;
        }
    }
}
