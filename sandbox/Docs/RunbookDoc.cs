using System.Globalization;
using System.Text;
using System.Text.Json;
using PayFunctions.Sandbox.Azurite;

namespace PayFunctions.Sandbox.Docs;

/// <summary><c>docs/runbook.md</c>: what to do when an alert of <c>bicep/alerts.json</c> fires, and by hand.</summary>
internal static class RunbookDoc
{
    public static string Write()
    {
        var text = new StringBuilder(GeneratedDocs.Note);
        text.Append("""
            # Runbook

            The alerts are `bicep/alerts.json`, which the deployment's rules are made from as well. Levels: *critical* wakes
            somebody, *warning* is for the same day, *notice* for the week.

            | alert | level | fires when |
            | --- | --- | --- |

            """);
        var table = Path.Combine(RepositoryRoot.Find(), "bicep", "alerts.json");
        using var file = JsonDocument.Parse(File.ReadAllText(table));
        var alerts = file.RootElement.GetProperty("alerts").EnumerateArray().ToArray();
        foreach (var alert in alerts)
        {
            var above = alert.GetProperty("above").GetInt64().ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture,
                $"| [{Text(alert, "title")}](#{Text(alert, "name")}) | {Text(alert, "level")} | "
                + $"above {above} in {Minutes(alert)} |\n");
        }

        foreach (var alert in alerts)
        {
            text.Append(CultureInfo.InvariantCulture, $"""

                ## {Text(alert, "name")}

                **Means.** {Text(alert, "means")}

                **First look.** {Text(alert, "firstLook")}

                **Mend.** {Text(alert, "mend")}

                """);
        }

        return text.Append("""

            ## Roll back

            `.github/workflows/deploy.yml` goes back by itself when the smoke test fails. By hand: run it again with the version
            before as its input. Rows that the newer version wrote are readable by the older one (upgrade.md, rule 4); live
            orchestrations of the newer one may fail under it, are found by the healing timer, and start anew.

            ## Add an alert after an incident

            Every incident that an alert would have shortened leaves one: [alerts.md](alerts.md) says how, step by step.

            """).ToString();
    }

    private static string Text(JsonElement alert, string name) => alert.GetProperty(name).GetString()!;

    private static string Minutes(JsonElement alert) =>
        $"{System.Xml.XmlConvert.ToTimeSpan(Text(alert, "window")).TotalMinutes.ToString(CultureInfo.InvariantCulture)} minutes";
}
