using System.Net;
using PayFunctions.Tests.Simulation;

namespace PayFunctions.Tests.Fuzz;

/// <summary>Tables in memory, which are away when they are told to be.</summary>
internal sealed class FuzzStorage : DelegatingHandler
{
    private readonly MemoryTables _tables = new(new() { IsOpen = true });

    public FuzzStorage() => InnerHandler = _tables;

    public MemoryRows Rows => _tables.Rows;

    public bool Fails { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Fails
        ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { RequestMessage = request })
        : base.SendAsync(request, cancellationToken);
}
