using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Startup;

public sealed class EndpointOptionsTests
{
    [Fact]
    public void Value_FromConfiguration_OverridesCode() =>
        Assert.Equal(TimeSpan.FromMinutes(5), Bind("00:05:00").CompletionGrace);

    [Fact]
    public void Value_NotInConfiguration_ComesFromCode() =>
        Assert.Equal(TimeSpan.FromMinutes(30), Bind(null).CompletionGrace);

    [Theory]
    [InlineData("an hour")]
    [InlineData("-00:00:01")]
    [InlineData("8.00:00:00")]
    [InlineData("1")]
    public void Value_InvalidConfiguration_Fails(string grace)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(grace));

        Assert.Contains("CompletionGrace", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Endpoints:CompletionGrac", "Endpoints:CompletionGrac is unknown; did you mean CompletionGrace?")]
    [InlineData(
        "Endpoints:Expiry",
        "Endpoints:Expiry is unknown; valid settings of the endpoints are: CompletionGrace, CompleteAbandoned, SlotsPerUser, SlotWindow, UnlimitedSlots")]
    [InlineData(
        "Endpoints:UserId",
        "Endpoints:UserId is unknown; valid settings of the endpoints are: CompletionGrace, CompleteAbandoned, SlotsPerUser, SlotWindow, UnlimitedSlots")]
    [InlineData(
        "Endpoints:Health:Interval",
        "Endpoints:Health is unknown; valid settings of the endpoints are: CompletionGrace, CompleteAbandoned, SlotsPerUser, SlotWindow, UnlimitedSlots")]
    [InlineData("Endpoints:CompletionGrace:Hours", "Endpoints:CompletionGrace must be a single value; it is a list or a section.")]
    public void Value_UnknownSettingOrWrongShape_Fails(string setting, string says)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind("01:00:00", setting));

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SlotLimit_FromConfiguration_OverridesTheDefaults()
    {
        Assert.Equal(20, Bind("20", "Endpoints:SlotsPerUser").SlotsPerUser);
        Assert.Equal(TimeSpan.FromHours(1), Bind("01:00:00", "Endpoints:SlotWindow").SlotWindow);
        Assert.True(Bind("true", "Endpoints:UnlimitedSlots").UnlimitedSlots);
    }

    [Fact]
    public void CompleteAbandoned_FromConfiguration_IsOff_UnlessItIsSet()
    {
        Assert.False(new PresignKitEndpointOptions().CompleteAbandoned);
        Assert.True(Bind("true", "Endpoints:CompleteAbandoned").CompleteAbandoned);
    }

    [Theory]
    [InlineData("SlotsPerUser", "0", "SlotsPerUser is 0; it must be from 1 to 1000000. For no limit, set UnlimitedSlots.")]
    [InlineData("SlotsPerUser", "-1", "SlotsPerUser is -1; it must be from 1 to 1000000.")]
    [InlineData("SlotsPerUser", "1000001", "SlotsPerUser is 1000001; it must be from 1 to 1000000.")]
    [InlineData("SlotsPerUser", "unlimited", "Endpoints:SlotsPerUser is 'unlimited'; it must be a whole number")]
    [InlineData("SlotWindow", "00:00:00", "SlotWindow is 00:00:00; it must be from 1 second (00:00:01) to 1 day (1.00:00:00).")]
    [InlineData("SlotWindow", "1.00:00:01", "SlotWindow is 1.00:00:01; it must be from 1 second")]
    [InlineData("SlotWindow", "-00:05:00", "SlotWindow is '-00:05:00'; it must be a duration")]
    [InlineData("UnlimitedSlots", "1", "Endpoints:UnlimitedSlots is '1'; it must be true or false")]
    public void SlotLimit_InvalidConfiguration_Fails(string setting, string value, string says)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(value, "Endpoints:" + setting));

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    private static PresignKitEndpointOptions Bind(string? grace, string setting = "Endpoints:CompletionGrace")
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [setting] = grace })
            .Build();
        using var services = new ServiceCollection()
            .AddPresignKit(configuration)
            .AddEndpoints<RecordingApplication>(options => options.CompletionGrace = TimeSpan.FromMinutes(30))
            .Services.BuildServiceProvider();
        return services.GetRequiredService<IOptions<PresignKitEndpointOptions>>().Value;
    }
}
