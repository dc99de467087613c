using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>One HTTP function's place: its route under the prefix, its methods, its level.</summary>
internal sealed class HttpRoute
{
    public HttpRoute(DiscoveredFunction function, string prefix, Func<string, string> resolve)
    {
        var trigger = (HttpTriggerAttribute)function.Trigger;
        Function = function;
        Level = trigger.AuthLevel;
        Methods = trigger.Methods ?? [];
        var route = resolve(trigger.Route ?? function.Name);
        Pattern = RoutePatternFactory.Parse($"{prefix.Trim('/')}/{route.Trim('/')}".Trim('/'));
    }

    public DiscoveredFunction Function { get; }

    public AuthorizationLevel Level { get; }

    /// <summary>Empty: every method.</summary>
    public string[] Methods { get; }

    public RoutePattern Pattern { get; }

    /// <summary>A key comes in the header, else in the query.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        string? key = request.Headers["x-functions-key"];
        return string.IsNullOrEmpty(key) ? request.Query["code"] : key;
    }

    /// <summary>Whether a request could be both routes': then none of them could be told to come first.</summary>
    public bool IsSameAs(HttpRoute other) =>
        Shape(Pattern).Equals(Shape(other.Pattern), StringComparison.OrdinalIgnoreCase)
        && (Methods.Length == 0) == (other.Methods.Length == 0)
        && (Methods.Length == 0 || Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any());

    public string MethodNames => Methods.Length == 0 ? "*" : string.Join(',', Methods).ToUpperInvariant();

    public override string ToString() => $"{Function.Name}: [{MethodNames}] /{Pattern.RawText}";

    // The names of parameters tell no routes apart, their constraints do.
    private static string Shape(RoutePattern pattern) => string.Join(
        '/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Shape))));

    private static string Shape(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { IsCatchAll: true } => "{*}",
        RoutePatternParameterPart parameter =>
            $"{{{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content))}}}",
        _ => ".",
    };
}
