using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PresignKit.Sweeping;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Sweeping;

public sealed class SweepServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Service_AfterItsFirstWait_SweepsAndDeletesOnlyIfItMay(bool delete)
    {
        var app = new SweptApplication(StoreKind.Part, builder => builder.AddSweeping(options =>
            (options.Delete, options.Interval, options.Jitter) = (delete, TimeSpan.FromHours(1), TimeSpan.Zero)));
        await app.CompleteAsync();
        app.Clock.Advance(SweptApplication.Old);
        using var service = Service(app);
        await service.StartAsync(Cancellation);
        Assert.Empty(app.Catalog.Questions);

        await AdvanceUntilAsync(app, () => !app.Catalog.Questions.IsEmpty && app.Store.Records.Count == 1, TimeSpan.FromMinutes(8));
        await service.StopAsync(Cancellation);

        Assert.Equal(delete ? 0 : 1, app.Store.Stored.Count);
        Assert.StartsWith("accepted-slots/sweep-lease/", Assert.Single(app.Store.Records), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_TwoInstances_SweepOncePerInterval()
    {
        var store = MemoryStore.Of(StoreKind.Part);
        var catalogs = new List<ListCatalog>();
        var apps = Enumerable.Range(0, 2).Select(_ => new SweptApplication(
            StoreKind.Part, builder => builder.AddSweeping(options => options.Interval = TimeSpan.FromHours(6)), store: store)).ToArray();
        store.Now = () => apps[0].Clock.GetUtcNow();
        await apps[0].CompleteAsync();
        foreach (var app in apps)
        {
            app.Clock.Advance(SweptApplication.Old);
        }

        var services = apps.Select(Service).ToArray();
        foreach (var service in services)
        {
            await service.StartAsync(Cancellation);
        }

        // A dry run asks the catalog twice about the only object.
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(17); passed += TimeSpan.FromMinutes(1))
        {
            foreach (var app in apps)
            {
                app.Clock.Advance(TimeSpan.FromMinutes(1));
                await Task.Delay(1, Cancellation);
            }
        }

        foreach (var service in services)
        {
            await service.StopAsync(Cancellation);
            service.Dispose();
        }

        var sweeps = apps.Sum(app => app.Catalog.Questions.Count) / 2;
        Assert.InRange(sweeps, 2, 3);
    }

    [Fact]
    public async Task Service_SweepFails_GoesOn()
    {
        var app = new SweptApplication(StoreKind.Part, builder => builder.AddSweeping(options =>
            (options.Interval, options.Jitter) = (TimeSpan.FromMinutes(10), TimeSpan.Zero)));
        await app.CompleteAsync();
        app.Clock.Advance(SweptApplication.Old);
        var failures = 0;
        app.Store.Before = (step, _) => step == StoreStep.List && failures++ < 3 ? throw new InvalidOperationException("unexpected") : Task.CompletedTask;
        using var service = Service(app);
        await service.StartAsync(Cancellation);

        await AdvanceUntilAsync(app, () => !app.Catalog.Questions.IsEmpty, TimeSpan.FromHours(2));
        await service.StopAsync(Cancellation);

        Assert.True(failures > 3);
        Assert.NotEmpty(app.Catalog.Questions);
    }

    /// <summary>The default lease of a store that cannot create an object only if there is none.</summary>
    [Fact]
    public async Task DefaultLease_StoreWithoutCreateOnly_HoldsWithinTheProcess()
    {
        var store = new MemoryStore { Profile = MemoryStore.Strict with { CreateOnly = Capability.Unknown } };
        var app = new SweptApplication(StoreKind.Part, builder => builder.AddSweeping(), store: store);
        var lease = app.Memory.Services.GetRequiredService<ISweepLease>();

        var held = await lease.TryAcquireAsync("media", Cancellation);
        Assert.NotNull(held);
        Assert.Null(await lease.TryAcquireAsync("media", Cancellation));
        held.MarkSwept(TestApplication.Now);
        await held.DisposeAsync();

        await using var next = await lease.TryAcquireAsync("media", Cancellation);
        Assert.Equal(TestApplication.Now, next?.LastSweptAt);
        Assert.Empty(store.Records);
    }

    [Fact]
    public void Lease_OfTheApplication_ReplacesTheDefault()
    {
        var own = NSubstitute.Substitute.For<ISweepLease>();
        var app = new SweptApplication(StoreKind.Part, builder => builder.AddSweeping().Services.AddSingleton(own));

        Assert.Same(own, app.Memory.Services.GetRequiredService<ISweepLease>());
    }

    [Fact]
    public void Options_Defaults_AreADryRun()
    {
        var options = new SweptApplication(StoreKind.Part, builder => builder.AddSweeping())
            .Memory.Services.GetRequiredService<IOptions<SweepingOptions>>().Value;

        Assert.False(options.Delete);
        Assert.Equal(
            (TimeSpan.FromHours(6), TimeSpan.FromHours(24), TimeSpan.FromHours(1)), (options.Interval, options.Grace, options.CompleteAfter));
        Assert.False(new SweepRequest().Delete);
    }

    [Fact]
    public void Options_FromConfiguration_AreBound()
    {
        var services = Configured(new()
        {
            ["PresignKit:ApplicationName"] = "shop-2",
            ["PresignKit:Sweeping:Delete"] = "true",
            ["PresignKit:Sweeping:Interval"] = "2h",
            ["PresignKit:Sweeping:Jitter"] = "30s",
            ["PresignKit:Sweeping:Grace"] = "2d",
            ["PresignKit:Sweeping:CompleteAfter"] = "20m",
            ["PresignKit:Sweeping:StoreNames:0"] = "media",
        });

        var options = services.GetRequiredService<IOptions<SweepingOptions>>().Value;
        Assert.Equal(TimeSpan.FromMinutes(20), options.CompleteAfter);
        Assert.Equal("shop-2", services.GetRequiredService<IOptions<PresignKitOptions>>().Value.ApplicationName);
        Assert.Equal(
            (true, TimeSpan.FromHours(2), TimeSpan.FromSeconds(30), TimeSpan.FromDays(2), "media"),
            (options.Delete, options.Interval, options.Jitter, options.Grace, Assert.Single(options.StoreNames)));
    }

    [Fact]
    public void Options_EveryFlaw_IsReportedAtOnce()
    {
        var services = Configured(new()
        {
            ["PresignKit:Sweeping:Interval"] = "10s",
            ["PresignKit:Sweeping:Jitter"] = "2d",
            ["PresignKit:Sweeping:Grace"] = "1h",
            ["PresignKit:Sweeping:CompleteAfter"] = "40d",
            ["PresignKit:Sweeping:StoreNames:0"] = "other",
            ["PresignKit:Sweeping:Deletes"] = "true",
        });

        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<SweepingOptions>>().Value);

        Assert.All(
            new[]
            {
                "Invalid configuration of the PresignKit sweeps:", "Interval is", "Jitter is", "Grace is", "CompleteAfter is",
                "'other', which is not a registered store", "did you mean Delete?",
            },
            part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a.b")]
    [InlineData("h\u00e9")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void ApplicationName_Odd_IsRefusedAtStart(string name)
    {
        var app = new ServiceCollection().AddPresignKit(options => options.ApplicationName = name)
            .AddStore(new RecordingStore("media", MemoryStore.Of(StoreKind.Part))).Services.BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(() => app.GetRequiredService<IOptions<PresignKitOptions>>().Value);

        Assert.Contains("ApplicationName is '", failure.Message, StringComparison.Ordinal);
        Assert.Contains("1 to 64 letters, digits, or '-'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SlotValue_NamesTheApplication_AndIsOnRecordsAndCopies()
    {
        var app = new SweptApplication(StoreKind.Form);
        var (upload, verification) = await app.CompleteAsync();

        Assert.Matches("^[0-9a-f]{32}\\.shop$", upload.Binding);
        foreach (var key in new[] { upload.Key, verification.Key!, new(Assert.Single(app.Store.Records)) })
        {
            Assert.Equal(upload.Binding, (await app.Store.FindAsync(key, Cancellation))!.Metadata["presignkit-slot"]);
        }
    }

    [Fact]
    public void Metrics_RealSweep_CountsWhatItDidAndDryRunOnlyWhatItKept()
    {
        var counted = new List<(string Name, long Value, string Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == SweepMetrics.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        var store = $"s{Guid.NewGuid():N}";
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var text = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
            if (text.Contains(store, StringComparison.Ordinal))
            {
                lock (counted)
                {
                    counted.Add((instrument.Name, value, text.Replace(store, "S", StringComparison.Ordinal)));
                }
            }
        });
        listener.Start();
        using var metrics = new SweepMetrics();
        var report = new SweepReport
        {
            StoreName = store,
            Deleted = true,
            StartedAt = TestApplication.Now,
            EndedAt = TestApplication.Now,
            Counts =
            [
                new(SweptKind.OpenUpload, 2, 20, 0, 0), new(SweptKind.Upload, 3, 30, 1, 5), new(SweptKind.FrozenCopy, 0, 0, 0, 0),
                new(SweptKind.SlotRecord, 1, 4, 0, 0),
            ],
            Completed = 7,
            KeptByReason = new Dictionary<string, long> { [SweepReasons.Accepted] = 1 },
            Kept = [],
            IsComplete = true,
            Notes = [],
        };

        metrics.Add(report with { Deleted = false });
        Assert.Equal([("presignkit.sweep.kept", 1L, "store=S reason=accepted")], counted);
        counted.Clear();
        metrics.Add(report);

        Assert.Equal(
            [
                ("presignkit.sweep.uploads.completed", 7L, "store=S"),
                ("presignkit.sweep.uploads.aborted", 2L, "store=S kind=OpenUpload"), ("presignkit.sweep.bytes", 20L, "store=S kind=OpenUpload"),
                ("presignkit.sweep.objects.deleted", 3L, "store=S kind=Upload"), ("presignkit.sweep.bytes", 30L, "store=S kind=Upload"),
                ("presignkit.sweep.objects.deleted", 1L, "store=S kind=SlotRecord"), ("presignkit.sweep.bytes", 4L, "store=S kind=SlotRecord"),
                ("presignkit.sweep.kept", 1L, "store=S reason=accepted"),
            ],
            counted);
    }

    private static ServiceProvider Configured(Dictionary<string, string?> settings)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("PresignKit");
        return new ServiceCollection().AddPresignKit(section)
            .AddStore(new RecordingStore("media", MemoryStore.Of(StoreKind.Part))).AddSweeping().Services.BuildServiceProvider();
    }

    private static BackgroundService Service(SweptApplication app) =>
        app.Memory.Services.GetServices<IHostedService>().OfType<BackgroundService>().Single();

    private static async Task AdvanceUntilAsync(SweptApplication app, Func<bool> condition, TimeSpan atMost)
    {
        for (var passed = TimeSpan.Zero; passed < atMost && !condition(); passed += TimeSpan.FromSeconds(20))
        {
            app.Clock.Advance(TimeSpan.FromSeconds(20));
            for (var i = 0; i < 5 && !condition(); i++)
            {
                await Task.Delay(2, Cancellation);
            }
        }

        for (var i = 0; i < 500 && !condition(); i++)
        {
            await Task.Delay(5, Cancellation);
        }

        Assert.True(condition());
    }
}
