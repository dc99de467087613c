using PayFunctions.Core;
using PayFunctions.Core.Audit;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Causes;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Quality;
using PayFunctions.Core.Reconciliation.Reports;
using PayFunctions.Core.Reconciliation.Shadow;

namespace PayFunctions.Tests.Core.Reconciliation;

/// <summary>A report in which every part of the page has something to show.</summary>
internal static class SampleReport
{
    /// <param name="hostile">What a difference's order calls itself.</param>
    public static ReconciliationReport Make(string hostile = "ORD2")
    {
        var start = Days.Window.Start;
        MovementRow[] here =
        [
            new(MovementKind.Payment, MovementStatus.Succeeded, "ORD1", "", "T1", 1000, Currency.Cny, 6000, start.AddHours(5), Line: 2),
            new(MovementKind.Payment, MovementStatus.Succeeded, hostile, "", "T2", 1000, Currency.Cny, 6000, start.AddHours(9), Line: 3),
        ];
        MovementRow[] there = [here[0] with { Fee = 6001 }];
        var options = new ReconcilerOptions { Partitions = 2, Workers = 1, Day = Days.Window, Spill = () => new MemoryStream() };
        var (findings, digest) = (new ShadowFindings(), new DifferenceDigest(10));
        var coverage = Run(findings);
        Run(digest);
        var shadow = ShadowRun.Run(options, MatchingRules.Standard with { ComparesFees = false }, Input(), (coverage, findings), default);
        var day = new DateOnly(2026, 11, 20);
        var final = MatchObjective.Standard.DueOf(day).AddMinutes(5);
        return new("20 November", final, [new("wechatpay", coverage, digest.ByHour, CauseAnalysis.Explain(digest.First, CauseFacts.None))
        {
            Outcome = new("wechatpay", day, 10_000, 10_000, final),
            Times = CauseTimes.Of([new(CauseKind.Rounding, start, final, final.AddHours(1)), new(CauseKind.LateBill, start, final, null)]),
            Audit = Audit(final),
            Shadow = shadow,
        }]);

        ReconciliationInput Input() => new([new MovementRows("here", here)], [new MovementRows("there", there)]);

        Coverage Run(IDifferenceSink sink) => new Reconciler(options).Run(Input(), sink).Coverage;
    }

    private static AuditReport Audit(DateTimeOffset at)
    {
        var first = AuditChain.Next(AuditChain.Start("run"), new(at, "system", "Found", "d1", ""));
        var second = AuditChain.Next(AuditChain.HeadOf(first), new(at, "lin", "Approved", "d1", "0.01")) with { Before = new('0', 64) };
        return new([first, second], AuditChain.Verify("run", [first, second], null));
    }
}
