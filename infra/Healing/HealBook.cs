using Azure;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Healing;

/// <summary>Writes each heal down once, beside the order that it is about, and counts it.</summary>
public sealed class HealBook(TableAccounts accounts)
{
    /// <returns>False: that was healed and written down before.</returns>
    public async Task<bool> WriteAsync(Heal heal, CancellationToken cancellation)
    {
        var row = HealRows.Write(heal);
        try
        {
            await accounts.Holding(TableNames.Orders, row.PartitionKey).AddEntityAsync(row, cancellation);
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            return false;
        }

        PayFunctionsTelemetry.Heals.Add(1, new KeyValuePair<string, object?>("kind", heal.Kind.ToString()));
        return true;
    }
}
