using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace PayFunctions.Edge;

/// <summary>What the middlewares found out about a request, for the trigger behind them.</summary>
internal static class RequestItems
{
    private static readonly object TenantItem = new();
    private static readonly object PersonItem = new();
    private static readonly object BodyItem = new();

    public static void SetTenant(this FunctionContext context, string tenant) => context.Items[TenantItem] = tenant;

    /// <summary>The tenant that the caller's key speaks for.</summary>
    public static string Tenant(this HttpRequestData request) => (string)request.FunctionContext.Items[TenantItem];

    public static void SetPerson(this FunctionContext context, Person? person)
    {
        if (person is not null) context.Items[PersonItem] = person;
    }

    /// <summary>Whose own key the request came with; null: one that no person is known by.</summary>
    public static Person? Person(this HttpRequestData request) =>
        request.FunctionContext.Items.TryGetValue(PersonItem, out var person) ? (Person)person : null;

    public static void SetBody(this FunctionContext context, ReadOnlyMemory<byte> body) =>
        context.Items[BodyItem] = body;

    /// <summary>The body as it was read ahead of the trigger: it comes from the wire only once.</summary>
    public static ReadOnlyMemory<byte> ReadBody(this HttpRequestData request) =>
        (ReadOnlyMemory<byte>)request.FunctionContext.Items[BodyItem];

    /// <summary>The same of a route that does without a key: empty where none came, and so nobody read ahead.</summary>
    public static ReadOnlyMemory<byte> BodyIfRead(this HttpRequestData request) =>
        request.FunctionContext.Items.TryGetValue(BodyItem, out var body) ? (ReadOnlyMemory<byte>)body : default;

    /// <exception cref="InvalidOperationException">The function has no URL: a bug in where the middleware is
    /// put.</exception>
    public static async ValueTask<HttpRequestData> RequestAsync(this FunctionContext context) =>
        await context.GetHttpRequestDataAsync()
            ?? throw new InvalidOperationException($"'{context.FunctionDefinition.Name}' has no HTTP request.");

    public static string? Header(this HttpRequestData request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
