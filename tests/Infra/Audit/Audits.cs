using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Tests.Infra.Audit;

/// <summary>The system's audit, made by hand.</summary>
internal static class Audits
{
    public static SystemAudit System(TableAccounts accounts, TimeProvider clock) =>
        new(accounts, clock, NullLogger<SystemAudit>.Instance);

    public static AuditWriter Writer(TableAccounts accounts, TimeProvider clock) =>
        new(System(accounts, clock), new(clock), clock, NullLogger<AuditWriter>.Instance);
}
