using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PayFunctions.Edge;
using PayFunctions.Orders;

namespace PayFunctions.Tests.Bicep;

public class ScheduleTests
{
    /// <summary>The genuine host has no defaults of ours beneath it: a schedule that no setting gives stops the timer.</summary>
    [Fact]
    public void Every_timers_schedule_is_a_setting_of_the_deployment()
    {
        var schedules = from type in typeof(OrderLifecycle).Assembly.GetTypes()
                        from method in type.GetMethods()
                        from parameter in method.GetParameters()
                        let trigger = parameter.GetCustomAttribute<TimerTriggerAttribute>()
                        where trigger is not null
                        select trigger.Schedule;
        var defaults = new SchedulesOptions();

        Assert.NotEmpty(schedules);
        Assert.All(schedules, schedule =>
        {
            var name = schedule.Trim('%').Split(':')[1];
            var usual = typeof(SchedulesOptions).GetProperty(name)!.GetValue(defaults);
            Assert.Contains($"Schedules__{name}: '{usual}'", BicepFile.Main.Text, StringComparison.Ordinal);
        });
    }
}
