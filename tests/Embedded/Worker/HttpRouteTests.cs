using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Runtime;

namespace PayFunctions.Tests.Embedded.Worker;

public class HttpRouteTests
{
    // azure-webjobs-sdk-extensions: src/WebJobs.Extensions.Http/HttpRouteFactory.cs, Routing/WebJobsRouter.cs
    [Theory]
    [InlineData(nameof(Taking.Get), nameof(Taking.GetByOtherName), true)]
    [InlineData(nameof(Taking.Get), nameof(Taking.Put), false)]
    [InlineData(nameof(Taking.Get), nameof(Taking.GetNumber), false)]
    [InlineData(nameof(Taking.Get), nameof(Taking.Any), false)] // A named method comes before every method.
    [InlineData(nameof(Taking.Any), nameof(Taking.Any), true)]
    public void Two_functions_take_the_same_requests_by_shape_and_method(string one, string other, bool same) =>
        Assert.Equal(same, RouteOf(one).IsSameAs(RouteOf(other)));

    // azure-webjobs-sdk-extensions: src/WebJobs.Extensions.Http/HttpRouteFactory.cs, Routing/WebJobsRouter.cs
    [Fact]
    public void A_function_without_a_route_has_its_name_under_the_prefix() =>
        Assert.Equal("Unrouted: [*] /api/Unrouted", RouteOf(nameof(Taking.Unrouted)).ToString());

    private static HttpRoute RouteOf(string name) =>
        new(new DiscoveredFunction(name, typeof(Taking).GetMethod(name)!), "api", text => text);

    // No [Function]: the host finds none of them.
    private static class Taking
    {
        public static void Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{id}")] HttpRequestData _)
        {
        }

        public static void GetByOtherName(
            [HttpTrigger(AuthorizationLevel.Anonymous, "GET", "post", Route = "/A/{name}/")] HttpRequestData _)
        {
        }

        public static void Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "a/{id}")] HttpRequestData _)
        {
        }

        public static void GetNumber(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{id:int}")] HttpRequestData _)
        {
        }

        public static void Any([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{id}")] HttpRequestData _)
        {
        }

        public static void Unrouted([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData _)
        {
        }
    }
}
