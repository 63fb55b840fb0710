using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.AspNetCore;

namespace PresignKit.Redis.Tests;

public sealed class RedisSlotLedgerOptionsTests
{
    public static TheoryData<string, Action<RedisSlotLedgerOptions>> Invalid => new()
    {
        { "Configuration is empty.", options => options.Configuration = null },
        { "Configuration is empty.", options => options.Configuration = " " },
        { "Configuration is not valid.", options => options.Configuration = "ssl=perhaps,secret" },
        { "Configuration is not valid.", options => options.Configuration = "password=secret" },
        { "Configuration and Connection are both set.", options => options.Connection = _ => null! },
        { "KeyPrefix must not be null", options => options.KeyPrefix = null! },
        { "at most 200 characters", options => options.KeyPrefix = new('a', 201) },
        { "Timeout is 00:00:00;", options => options.Timeout = TimeSpan.Zero },
        { "Timeout is 00:01:00;", options => options.Timeout = TimeSpan.FromMinutes(1) },
        { "Timeout is -00:00:00.0010000;", options => options.Timeout = Timeout.InfiniteTimeSpan },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Options_Invalid_AreRefusedWithoutTheConnectionString(string says, Action<RedisSlotLedgerOptions> configure)
    {
        using var services = Build(configure);

        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_Defaults_AreValid()
    {
        using var services = Build(_ => { });

        services.GetRequiredService<IStartupValidator>().Validate();

        var options = services.GetRequiredService<IOptions<RedisSlotLedgerOptions>>().Value;
        Assert.Equal(("presignkit:slots:", TimeSpan.FromSeconds(1)), (options.KeyPrefix, options.Timeout));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AddRedisSlotLedger_BeforeOrAfterAddEndpoints_IsTheLedger(bool isFirst)
    {
        var services = new ServiceCollection().AddLogging();
        var presignKit = services.AddPresignKit();
        _ = isFirst ? Redis(presignKit).AddEndpoints<NoApplication>() : Redis(presignKit.AddEndpoints<NoApplication>());
        await using var provider = services.BuildServiceProvider();

        Assert.IsType<RedisSlotLedger>(provider.GetRequiredService<ISlotLedger>());

        static PresignKitBuilder Redis(PresignKitBuilder builder) => builder.AddRedisSlotLedger(options => options.Configuration = "127.0.0.1:9");
    }

    private static ServiceProvider Build(Action<RedisSlotLedgerOptions> configure)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddPresignKit().AddRedisSlotLedger(options =>
        {
            options.Configuration = "127.0.0.1:9,password=secret";
            configure(options);
        });

        // Only these options: PresignKit itself has no store here.
        services.Remove(services.Single(service => service.ServiceType == typeof(IValidateOptions<PresignKitOptions>)));
        return services.BuildServiceProvider();
    }

    private sealed class NoApplication : IPresignKitApplication
    {
        public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
