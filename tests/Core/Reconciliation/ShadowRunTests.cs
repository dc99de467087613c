using PayFunctions.Core;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Shadow;

namespace PayFunctions.Tests.Core.Reconciliation;

public class ShadowRunTests
{
    private static readonly MovementRow Row = new(
        MovementKind.Payment, MovementStatus.Succeeded, "ORD1", "", "T1", 1000, Currency.Cny, 6000, Days.Window.Start.AddHours(5), Line: 2);

    [Fact]
    public void The_same_rules_on_the_same_input_agree()
    {
        var report = Shadow("standard", [Row], [Row with { Amount = 1001 }]);

        Assert.True(report.Agrees);
        Assert.Empty(report.Changes);
    }

    [Theory]
    [InlineData("fees=ignore", 1)]
    [InlineData("fee-tolerance=10", 1)]
    [InlineData("fee-tolerance=9", 0)]
    [InlineData("transaction-ids=ignore", 0)]
    public void A_rule_that_is_looser_drops_the_differences_that_it_excuses(string rules, int changed) =>
        Assert.Equal(changed, Shadow(rules, [Row], [Row with { Fee = 6010 }]).Changes.Count);

    [Fact]
    public void A_rule_that_is_stricter_adds_differences()
    {
        var report = Shadow("processing=differs", [Row], [Row with { Status = MovementStatus.Processing }]);

        var change = Assert.Single(report.Changes);
        Assert.Equal(("ORD1", 0, DifferenceKind.Status), (change.Key, change.Applied.Count, change.Shadow[0].Kind));
        Assert.Equal((0, 1), (report.Applied.Disagreements, report.Shadow.Disagreements));
    }

    [Fact]
    public void Another_version_of_the_engine_is_told_apart_where_a_key_has_several_rows()
    {
        MovementRow[] parts = [Row with { Amount = 400, Line = 1 }, Row with { Amount = 600, Line = 2 }];

        var report = Shadow("engine=exact-key", [Row], parts);

        var change = Assert.Single(report.Changes);
        Assert.Equal([DifferenceKind.Split], change.Applied.Select(one => one.Kind));
        Assert.Equal([DifferenceKind.Amount, DifferenceKind.DuplicateThere], change.Shadow.Select(one => one.Kind).Order());
        Assert.True(Shadow("engine=exact-key", [Row], [Row]).Agrees);
        Assert.True(Shadow("engine=by-money", [Row], parts).Agrees);
    }

    [Fact]
    public void A_wider_border_carries_what_was_called_missing()
    {
        var report = Shadow("cut-off=02:00:00,carry-days=1", [Row with { At = Days.Window.Start.AddHours(1) }], []);

        var change = Assert.Single(report.Changes);
        Assert.Equal((DifferenceKind.MissingThere, DifferenceKind.Carried), (change.Applied[0].Kind, change.Shadow[0].Kind));
    }

    [Fact]
    public void More_findings_than_are_kept_are_compared_by_their_counts_alone()
    {
        var many = Enumerable.Range(1, 5).Select(i => Row with { OrderId = $"ORD{i}", Line = i }).ToArray();

        var report = Shadow("fees=ignore", many, [.. many.Select(row => row with { Fee = 1 })], most: 3);

        Assert.False(report.IsWhole);
        Assert.False(report.Agrees);
        Assert.Empty(report.Changes);
        Assert.Equal((5, 0), (report.Applied.Disagreements, report.Shadow.Disagreements));
    }

    [Theory]
    [InlineData("fees=maybe")]
    [InlineData("engine=next")]
    [InlineData("fee-tolerance=-1")]
    [InlineData("fee-tolerance=1e3")]
    [InlineData("cut-off=25:00:00")]
    [InlineData("carry-days=31")]
    [InlineData("amounts=ignore")]
    public void A_rule_that_nobody_knows_is_named(string text) =>
        Assert.StartsWith($"'{text}' is no rule", MatchingRulesText.Read("fees=ignore, " + text).Problem);

    private static ShadowReport Shadow(string rules, MovementRow[] here, MovementRow[] there, int most = 1000)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var options = new ReconcilerOptions { Partitions = 2, Workers = 2, Day = Days.Window, Spill = () => new MemoryStream() };
        var findings = new ShadowFindings(most);
        var applied = new Reconciler(options).Run(Input(), findings, cancellation);
        return ShadowRun.Run(options, MatchingRulesText.Read(rules).Rules!, Input(), (applied.Coverage, findings), cancellation);

        ReconciliationInput Input() => new([new MovementRows("here", here)], [new MovementRows("there", there)]);
    }
}
