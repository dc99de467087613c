using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Demo;

/// <summary>A demo's results as one JSON object.</summary>
internal static class DemoReport
{
    public static string Json(IReadOnlyList<ScenarioResult> results, TimeSpan took) => new JsonObject
    {
        ["held"] = results.Count(result => result.Held),
        ["failed"] = results.Count(result => !result.Held),
        ["seconds"] = Math.Round(took.TotalSeconds, 1),
        ["scenarios"] = new JsonArray([.. results.Select(result => new JsonObject
        {
            ["name"] = result.Scenario.Name,
            ["held"] = result.Held,
            ["outcome"] = result.Outcome,
            ["seconds"] = Math.Round(result.Took.TotalSeconds, 1),
        })]),
    }.ToJsonString(WeChatPay.SimulatedAnswer.Json);
}
