using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Tests.Infra.Audit;

/// <summary>The system's audit, made by hand.</summary>
internal static class Audits
{
    /// <summary>Hears nothing: a tally that listens is told of every refusal of every test in the process.</summary>
    private static readonly RefusalTally NoRefusals = Deaf();

    public static SystemAudit System(TableAccounts accounts, TimeProvider clock) =>
        new(accounts, clock, NullLogger<SystemAudit>.Instance);

    public static AuditWriter Writer(TableAccounts accounts, TimeProvider clock) =>
        new(System(accounts, clock), NoRefusals, clock, NullLogger<AuditWriter>.Instance);

    private static RefusalTally Deaf()
    {
        var tally = new RefusalTally(TimeProvider.System);
        tally.Dispose();
        return tally;
    }
}
