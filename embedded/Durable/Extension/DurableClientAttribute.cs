using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The parameter that takes the client of the app's own task hub.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute;
