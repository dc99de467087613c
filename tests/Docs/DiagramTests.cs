using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PayFunctions.Infra.Storage;
using PayFunctions.Orders;

namespace PayFunctions.Tests.Docs;

/// <summary>The picture of the whole says what there is. Those of the state machines are printed from their tables.</summary>
public class DiagramTests
{
    private static readonly string Picture =
        Document.All.Single(document => document.Path == "docs/architecture.md").Blocks.First(block => block.Info == "mermaid").Code;

    [Fact]
    public void Every_orchestration_is_in_the_picture_a_follow_up_with_the_others() => Assert.All(
        Named<OrchestrationTriggerAttribute>().Where(name => !name.EndsWith("FollowUp", StringComparison.Ordinal)),
        name => Assert.Contains(name, Picture, StringComparison.Ordinal));

    [Fact]
    public void Every_timer_is_in_the_picture() =>
        Assert.All(Named<TimerTriggerAttribute>(), name => Assert.Contains(name, Picture, StringComparison.Ordinal));

    [Fact]
    public void Every_table_is_in_the_picture() =>
        Assert.All(TableNames.All, name => Assert.Contains(name, Picture, StringComparison.Ordinal));

    private static IEnumerable<string> Named<TTrigger>()
        where TTrigger : Attribute =>
        from type in typeof(OrderLifecycle).Assembly.GetTypes()
        from method in type.GetMethods()
        where method.GetParameters().Any(one => one.GetCustomAttribute<TTrigger>() is not null)
        select method.GetCustomAttribute<FunctionAttribute>()!.Name;
}
