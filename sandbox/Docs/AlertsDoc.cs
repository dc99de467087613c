using System.Globalization;
using System.Text;
using PayFunctions.Sandbox.Alerts;

namespace PayFunctions.Sandbox.Docs;

/// <summary>
/// <c>docs/alerts.md</c>: every rule of <c>bicep/alerts.json</c> with its condition, and how one is added. Of the page's own text a
/// line here is a line there.
/// </summary>
internal static class AlertsDoc
{
    public static string Write()
    {
        var text = new StringBuilder(GeneratedDocs.Note);
        text.Append("""
            # Alerts

            One table, `bicep/alerts.json`: the deployment's rules (`bicep/modules/alerts.bicep`), this page, the
            [runbook](runbook.md) and what the sandbox runs are made from it. An alert clears by itself once its window no longer
            holds what set it off.

            | level | severity in Azure | who hears of it |
            | --- | --- | --- |
            | critical | 1 | wakes somebody: money waits, or may be lost |
            | warning | 2 | the same day |
            | notice | 3 | the same week |

            The conditions, by level:

            | alert | level | condition | window | first look | fix |
            | --- | --- | --- | --- | --- | --- |

            """);
        var rules = AlertRules.Read();
        foreach (var level in (string[])["critical", "warning", "notice"])
        {
            foreach (var rule in rules.Where(rule => rule.Level == level))
            {
                text.Append(CultureInfo.InvariantCulture, $"| [{rule.Name}](runbook.md#{rule.Name}) | {level} | ")
                    .Append(CultureInfo.InvariantCulture, $"{Condition(rule)} | {rule.Window.TotalMinutes:0} min | ")
                    .Append(CultureInfo.InvariantCulture, $"{rule.FirstLook} | {rule.Mend} |\n");
            }
        }

        return text.Append("""

            ## On one machine

            `dotnet run --project sandbox`, left running, holds the same rules against the app's own log lines and metrics and says
            which fire, where to look first, and which have cleared. The demo does it with windows a sixtieth as long
            (`sandbox/Alerts`): `demo --only alert-fires-and-clears` forges callbacks until one fires, and stops until it clears.

            ## Every resolved incident can add a rule

            1. Which line would have told it first? If there is none, write it: a `LoggerMessage` at Warning or above with an
               `EventName` of its own. Such lines are never sampled, and their names hold in Azure, whatever the host makes of the rest.
            2. Add an entry to `bicep/alerts.json`: the event, the window in which one is too many or how many are, the level by who
               has to hear of it, and in words what it means, where to look first and what mended it this time.
            3. `dotnet run --project sandbox -- docs` writes this page and the runbook; tests hold that the app logs the event, that
               the query asks for it and that both pages are fresh. The next deployment has the rule.
            4. Let it fire once: a scenario that does what the incident did, or the sandbox by hand.

            """).ToString();
    }

    private static string Condition(AlertRule rule) => rule.Metric is { } metric
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"quantile {metric.Quantile} of `{metric.Histogram}` above {rule.Above / metric.Times} s")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"more than {rule.Above} of {string.Join(", ", rule.Events.Select(name => $"`{name}`"))}");
}
