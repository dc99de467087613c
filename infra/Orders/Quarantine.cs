namespace PayFunctions.Infra.Orders;

/// <summary>Verified evidence that contradicts what we hold: kept by provider and day, for operators.</summary>
public sealed class Quarantine
{
    /// <param name="day">The day it came, in China (UTC+8).</param>
    public Task<IReadOnlyList<QuarantineEntry>> ListAsync(string provider, DateOnly day, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
