using PayFunctions.Core.Reconciliation.Causes;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Quality;
using PayFunctions.Sandbox.Reconcile;

namespace PayFunctions.Tests.Docs;

/// <summary>docs/reconciliation.md leaves out nothing that the command can be asked or can answer.</summary>
public class ReconciliationDocTests
{
    private static readonly string Text = Repository.Read("docs/reconciliation.md");

    [Fact]
    public void Every_option_of_the_command_is_told() =>
        Assert.All(ReconcileCommand.Create().Options.Where(option => !option.Name.Contains("help")), option => Assert.Contains($"`{option.Name}", Text));

    [Fact]
    public void Every_kind_cause_and_state_is_told()
    {
        string[] words = [.. Enum.GetNames<DifferenceKind>(), .. Enum.GetNames<CauseKind>(), .. Enum.GetNames<ObjectiveState>()];

        Assert.All(words, word => Assert.Contains($"`{word}`", Text));
    }

    [Fact]
    public void Every_rule_of_a_shadow_is_told_and_reads()
    {
        var line = Text.Split('\n').Single(one => one.StartsWith("Rules for `--shadow`", StringComparison.Ordinal));
        var rules = line.Split('`').Where(part => part.Contains('=')).Select(part => part
            .Replace("THOUSANDTHS", "10").Replace("HH:MM:SS", "00:30:00").Replace("DAYS", "2")).ToList();

        Assert.Equal(typeof(MatchingRules).GetProperties().Count(property => property.CanWrite), rules.Count);
        Assert.All(rules, rule => Assert.Null(MatchingRulesText.Read(rule).Problem));
    }
}
