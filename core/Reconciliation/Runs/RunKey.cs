using System.Globalization;

namespace PayFunctions.Core.Reconciliation.Runs;

/// <summary>Whose day at which channel: a tenant's accounts there are reconciled together.</summary>
/// <param name="Day">A day in China, from the channel's own cut-off.</param>
public readonly record struct RunKey(string Tenant, string Channel, DateOnly Day)
{
    public string DayText => Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public override string ToString() => $"{Tenant}/{Channel}/{DayText}";
}
