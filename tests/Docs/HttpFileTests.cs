using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using PayFunctions.Orders;

namespace PayFunctions.Tests.Docs;

public partial class HttpFileTests
{
    [Fact]
    public void The_http_file_has_every_route_of_the_app_and_no_other()
    {
        var routes = from type in typeof(OrderLifecycle).Assembly.GetTypes()
                     from method in type.GetMethods()
                     from parameter in method.GetParameters()
                     let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
                     where trigger is not null
                     from verb in trigger.Methods ?? []
                     select $"{verb.ToUpperInvariant()} {Parameter().Replace(trigger.Route ?? "", "*")}";
        var requests = Request().Matches(Repository.Read("payfunctions.http")).Select(match => match).ToArray();

        var known = routes.ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(known);
        Assert.All(known, route => Assert.Contains(requests, request => Fits(route, request)));
        Assert.All(requests, request => Assert.Contains(known, route => Fits(route, request)));
    }

    private static bool Fits(string route, Match request)
    {
        var (verb, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        var pattern = "^" + Regex.Escape(path).Replace(@"\*", "[^/]+", StringComparison.Ordinal) + "$";
        return request.Groups["verb"].Value == verb && Regex.IsMatch(request.Groups["path"].Value, pattern);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^(?<verb>[A-Z]+) \{\{host\}\}/api/(?<path>[^?\s]+)", RegexOptions.Multiline)]
    private static partial Regex Request();
}
