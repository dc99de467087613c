using PayFunctions.Core.Audit;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>What of a change goes into the audit: every move, and every person's word.</summary>
internal static class AuditWords
{
    private const string App = "app";

    public static AuditEntry Of(ReconciliationRun after, DateTimeOffset at) =>
        new(at, App, after.State.ToString(), $"run {after.Number}", after.Why ?? Words(after.Left ?? after.Found));

    private static string Words(RunFigures? figures) => figures is null ? "" : FormattableString.Invariant(
        $"{figures.HereRows} rows here, {figures.ThereRows} there, {figures.Differences} differences");

    /// <returns>Null: nothing was decided or done, as when a preview is noted.</returns>
    public static AuditEntry? Of(DifferenceEntry before, DifferenceEntry after, DateTimeOffset at)
    {
        if (after.Approvals.Count > before.Approvals.Count) return Word(after.Approvals[^1], "Approved");
        if (after.TakeBacks.Count > before.TakeBacks.Count)
            return Word(after.TakeBacks[^1], after.State == before.State ? "TakeBackAsked" : after.State.ToString());
        if (after.Rejection is { } no && no != before.Rejection) return Word(no, after.State.ToString());
        return after.State == before.State ? null : new(at, App, after.State.ToString(), after.Id, after.Outcome ?? after.Why);

        AuditEntry Word(Approval word, string action) => new(at, word.By, action, after.Id, word.Reason);
    }
}
