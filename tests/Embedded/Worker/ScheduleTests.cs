using System.Globalization;
using Microsoft.Azure.Functions.Worker.Runtime;

namespace PayFunctions.Tests.Embedded.Worker;

public class ScheduleTests
{
    // azure-webjobs-sdk-extensions: src/WebJobs.Extensions/Extensions/Timers/Scheduling/CronSchedule.cs,
    // ConstantSchedule.cs
    [Theory]
    [InlineData("0 0 2 * * *", "2026-11-21 01:59:59", "2026-11-21 02:00:00")]
    [InlineData("0 0 2 * * *", "2026-11-21 02:00:00", "2026-11-22 02:00:00")] // After, not at.
    [InlineData("0 */5 * * * *", "2026-11-21 09:58:30", "2026-11-21 10:00:00")]
    [InlineData("*/5 * * * * *", "2026-11-21 23:59:57", "2026-11-22 00:00:00")]
    [InlineData("* * * * * *", "2026-12-31 23:59:59", "2027-01-01 00:00:00")]
    [InlineData("30 15,45 8-10 * * *", "2026-11-21 08:45:30", "2026-11-21 09:15:30")]
    [InlineData("30 15,45 8-10 * * *", "2026-11-21 10:45:31", "2026-11-22 08:15:30")]
    [InlineData("0 10/20 * * * *", "2026-11-21 09:31:00", "2026-11-21 09:50:00")] // From 10 to the end.
    [InlineData("0 0 9-17/4 * * *", "2026-11-21 13:00:00", "2026-11-21 17:00:00")]
    [InlineData("0 0 0 29 2 *", "2026-01-01 00:00:00", "2028-02-29 00:00:00")]
    [InlineData("0 0 0 29 2 Mon", "2026-01-01 00:00:00", "2044-02-29 00:00:00")] // Day and day of week, both.
    [InlineData("0 0 0 31 * *", "2026-04-01 00:00:00", "2026-05-31 00:00:00")]
    [InlineData("0 30 9 * * MON-FRI", "2026-11-20 09:30:00", "2026-11-23 09:30:00")]
    [InlineData("0 0 12 * * Sunday", "2026-11-21 00:00:00", "2026-11-22 12:00:00")]
    [InlineData("0 0 0 1 Jan,jul *", "2026-11-21 00:00:00", "2027-01-01 00:00:00")]
    [InlineData("*/10 * * * *", "2026-11-21 00:00:00", "2026-11-21 00:10:00")] // Five fields: from minutes.
    [InlineData("0 0 0 * * 0", "2026-11-21 00:00:00", "2026-11-22 00:00:00")]
    [InlineData("01:30:00", "2026-11-21 00:10:00", "2026-11-21 01:40:00")] // A span.
    public void The_next_occurrence_is_the_first_that_matches_every_field(
        string schedule, string after, string expected) =>
        Assert.Equal(Utc(expected), Read(schedule).After(Utc(after)));

    // azure-webjobs-sdk-extensions: src/WebJobs.Extensions/Extensions/Timers/Scheduling/CronSchedule.cs,
    // ConstantSchedule.cs
    [Theory]
    [InlineData("0 0 2 * *  * *", "7 fields")]
    [InlineData("0 0", "2 fields")]
    [InlineData("60 * * * * *", "the second '60'")]
    [InlineData("0 0 24 * * *", "the hour '24'")]
    [InlineData("0 0 0 0 * *", "the day '0'")]
    [InlineData("0 0 0 * 13 *", "the month '13'")]
    [InlineData("0 0 0 * * 7", "the day of week '7'")]
    [InlineData("0 0 0 * * Foo", "the day of week 'Foo'")]
    [InlineData("0 */0 * * * *", "the minute '*/0'")]
    [InlineData("0 5-2 * * * *", "the minute '5-2'")]
    [InlineData("0 , * * * *", "the minute ','")]
    [InlineData("0 0 0 30 2 *", "never occurs")]
    [InlineData("00:00:00", "positive")]
    public void What_does_not_read_is_refused_with_its_field(string schedule, string expected)
    {
        var error = Assert.Throws<FormatException>(() => Read(schedule));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    // azure-webjobs-sdk-extensions: src/WebJobs.Extensions/Extensions/Timers/Scheduling/CronSchedule.cs,
    // ConstantSchedule.cs
    [Theory]
    [InlineData("Asia/Shanghai", "0 30 1 * * *", "2026-11-20 17:29:59", "2026-11-20 17:30:00")]
    [InlineData("Asia/Shanghai", "0 30 1 * * *", "2026-11-20 17:30:00", "2026-11-21 17:30:00")]
    [InlineData("America/New_York", "0 30 2 * * *", "2026-03-08 00:00:00", "2026-03-08 07:00:00")] // 02:30 is skipped.
    [InlineData("America/New_York", "0 30 1 * * *", "2026-11-01 00:00:00", "2026-11-01 05:30:00")] // The first 01:30,
    [InlineData("America/New_York", "0 30 1 * * *", "2026-11-01 05:30:00", "2026-11-02 06:30:00")] // not the second.
    public void The_clock_is_that_of_the_zone(string zone, string text, string after, string expected)
    {
        var schedule = Schedule.Read(text, TimeZoneInfo.FindSystemTimeZoneById(zone), Utc(after));

        Assert.Equal(Utc(expected), schedule.After(Utc(after)));
    }

    // azure-webjobs-sdk-extensions: src/WebJobs.Extensions/Extensions/Timers/Scheduling/CronSchedule.cs,
    // ConstantSchedule.cs
    [Theory]
    [InlineData("*/30 * * * * *", true)]
    [InlineData("0 * * * * *", false)]
    [InlineData("00:00:05", true)]
    public void A_schedule_faster_than_a_minute_is_known(string schedule, bool expected) =>
        Assert.Equal(expected, Read(schedule).IsFasterThanAMinute(Utc("2026-11-21 00:00:10")));

    private static Schedule Read(string text) => Schedule.Read(text, TimeZoneInfo.Utc, Utc("2026-01-01 00:00:00"));

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
