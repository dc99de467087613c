using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Settings;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary><c>POST /admin/functions/NAME</c> with the master key runs a timer function now: 202.</summary>
internal sealed class AdminEndpoint(FunctionKeys keys, TimerFunctions timers)
{
    public void Map(WebApplication app) => app.MapMethods("admin/functions/{name}", [HttpMethods.Post], Answer);

    private Task Answer(HttpContext http)
    {
        http.Response.StatusCode = (keys.Open(AuthorizationLevel.Admin, HttpRoute.KeyOf(http.Request)),
            http.Request.RouteValues["name"]) switch
        {
            (true, string name) when timers.RunNow(name) => StatusCodes.Status202Accepted,
            (true, _) => StatusCodes.Status404NotFound,
            (false, _) => StatusCodes.Status401Unauthorized,
        };
        return Task.CompletedTask;
    }
}
