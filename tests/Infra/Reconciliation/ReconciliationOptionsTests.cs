using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Tests.Infra.Reconciliation;

public class ReconciliationOptionsTests
{
    [Fact]
    public void An_objective_that_none_can_be_is_refused_by_its_setting()
    {
        Assert.Contains("Reconciliation:MatchRate", Wrong(new() { MatchRate = 1.5 }));
        Assert.Contains("Reconciliation:DueAt", Wrong(new() { DueAt = TimeSpan.FromHours(26) }));
        Assert.Null(Wrong(new()));
    }

    private static string? Wrong(ReconciliationOptions options) =>
        new ReconciliationOptionsRules().Validate(null, options).FailureMessage;
}
