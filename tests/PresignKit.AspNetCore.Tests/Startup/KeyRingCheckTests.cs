using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Startup;

public sealed class KeyRingCheckTests
{
    private const int KeysAreEphemeral = 6;
    private const int NoApplicationName = 7;

    [Fact]
    public async Task Start_KeysInMemory_Warns()
    {
        await using var app = await TestApp.StartAsync();

        Assert.Single(Warnings(app), KeysAreEphemeral);
    }

    [Fact]
    public async Task Start_PersistedKeysWithoutApplicationName_Warns()
    {
        await using var app = await TestApp.StartAsync(setup => Persist(setup));

        Assert.Equal([NoApplicationName], Warnings(app));
    }

    [Fact]
    public async Task Start_PersistedKeysWithApplicationName_DoesNotWarn()
    {
        await using var app = await TestApp.StartAsync(setup => Persist(setup, builder => builder.SetApplicationName("media")));

        Assert.Empty(Warnings(app));
        await app.OpenAsync(64);
    }

    private static void Persist(TestAppSetup setup, Action<IDataProtectionBuilder>? configure = null)
    {
        var repository = Substitute.For<IXmlRepository>();
        repository.GetAllElements().Returns([]);
        setup.Protection = null;
        setup.Services = app =>
        {
            var builder = app.Services.AddDataProtection();
            configure?.Invoke(builder);
            app.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = repository);
        };
    }

    private static int[] Warnings(TestApp app) =>
    [
        .. app.Logs.Lines
            .Where(l => l.Category.StartsWith("PresignKit.AspNetCore", StringComparison.Ordinal) && l.EventId is KeysAreEphemeral or NoApplicationName)
            .Select(l => l.EventId),
    ];
}
