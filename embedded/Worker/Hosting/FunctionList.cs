using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>What the host says once it listens, as Core Tools does: each function and where it is reached.</summary>
internal static class FunctionList
{
    public static IEnumerable<string> Lines(
        IReadOnlyList<DiscoveredFunction> functions, IReadOnlyList<HttpRoute> routes, IReadOnlyCollection<string> urls)
    {
        yield return "Functions:";
        foreach (var function in functions)
        {
            var route = routes.FirstOrDefault(route => route.Function == function);
            yield return route is null
                ? $"  {function.Name}: {Kind(function.Trigger)}"
                : $"  {function.Name}: [{route.MethodNames}] {urls.FirstOrDefault()}/{route.Pattern.RawText}";
        }

        foreach (var url in urls) yield return $"Now listening on {url}";
    }

    private static string Kind(TriggerBindingAttribute trigger)
    {
        var name = trigger.GetType().Name;
        return char.ToLowerInvariant(name[0]) + name[1..^nameof(Attribute).Length];
    }
}
