using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NSubstitute;
using PresignKit.Administration;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Issuing;

/// <summary>What checks and probes find counts for the slots that are opened from then on.</summary>
public sealed class StoreStandingTests
{
    private static readonly StoreProfile Weaker = RecordingProvider.Strict with { Name = "weaker", IsolatedPut = Capability.No, FormChecksum = Capability.No };

    private static readonly StoreProfile Patched = RecordingProvider.Strict with { Name = "patched", UntilConfirmed = Weaker };

    private static readonly StoreFinding Public = new(FindingCodes.BucketPublic, FindingSeverity.Error, "Everybody can read bucket 'media'.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_BucketFoundPublic_IsRefusedUntilACheckFindsItClosed()
    {
        var findings = new List<StoreFinding>();
        var app = new TestApplication(provider: new() { Administration = Finding(findings) });
        await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation);

        findings.Add(Public);
        await CheckAsync(app);
        await AssertNotReadyAsync(app, "Everybody can read bucket 'media'.");
        Assert.Throws<StoreException>(() => app.Issuer.CheckUpload(TestApplication.Request));
        await app.Issuer.IssueDownloadUrlAsync(new("any"), cancellationToken: Cancellation);

        // A check that could not ask says nothing, and neither does one that could not tell.
        findings[0] = new(FindingCodes.EndpointUnreachable, FindingSeverity.Error, "No answer.");
        await CheckAsync(app);
        await AssertNotReadyAsync(app, "Everybody");
        findings[0] = Public with { Severity = FindingSeverity.Warning };
        await CheckAsync(app);
        await AssertNotReadyAsync(app, "Everybody");

        findings[0] = new(FindingCodes.CorsMissing, FindingSeverity.Error, "Something else.");
        await CheckAsync(app);
        var slot = await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation);
        Assert.Equal(GuaranteeLevel.EnforcedByStore, slot.Guarantees.Isolation);
    }

    /// <summary>A check does not alter signatures, so that it says nothing about a store that does not verify them.</summary>
    [Fact]
    public async Task Open_StoreFoundToVerifyNothing_IsRefusedUntilAProbeFindsOtherwise()
    {
        var probe = new ScriptedProbe(RecordingProvider.Strict)
        {
            Findings = [new(FindingCodes.SignatureNotVerified, FindingSeverity.Error, "The store does not verify what was signed (Expiry).")],
        };
        var app = new TestApplication(provider: new() { Probe = probe, Administration = Finding([]) });
        await ProbeAsync(app);
        await AssertNotReadyAsync(app, "(Expiry)");

        await CheckAsync(app);
        await AssertNotReadyAsync(app, "(Expiry)");

        // A probe in which an attempt was not answered cannot tell.
        string[] checks = ["Signature", "Key", "Method", "Parameters", "Expiry", "Unsigned"];
        probe.Findings = [];
        probe.Outcomes = [.. checks.Select(name => (name, name == "Expiry" ? ProbeOutcome.NotTried : ProbeOutcome.Enforced))];
        await ProbeAsync(app);
        await AssertNotReadyAsync(app, "(Expiry)");

        probe.Outcomes = [.. checks.Select(name => (name, ProbeOutcome.Enforced))];
        await ProbeAsync(app);
        await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation);
    }

    [Fact]
    public async Task Open_BucketFoundPublic_IsRefusedAfterAProbeThatCouldNotTell()
    {
        var probe = new ScriptedProbe(RecordingProvider.Strict) { Outcomes = [("Unsigned", ProbeOutcome.NotTried)] };
        var app = new TestApplication(provider: new() { Probe = probe, Administration = Finding([Public]) });
        await CheckAsync(app);

        await ProbeAsync(app);
        await AssertNotReadyAsync(app, "Everybody can read bucket 'media'.");

        probe.Outcomes = [("Unsigned", ProbeOutcome.Enforced)];
        await ProbeAsync(app);
        await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation);
    }

    [Fact]
    public async Task Open_BucketFoundPublicAndEverythingMayBeUnenforced_GuaranteesNothing()
    {
        var app = new TestApplication(
            builder => builder.AddUploadPolicy("video", policy => policy.AllowUnenforced = (GuaranteeKinds)31),
            new() { Administration = Finding([Public]) });

        await CheckAsync(app);

        const GuaranteeKinds all = (GuaranteeKinds)31;
        Assert.Equal(all, (await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation)).Guarantees.Unenforced);
        var withChecksum = TestApplication.Request with { Checksum = FileChecksum.Create(FileChecksumAlgorithm.Sha256, new byte[32]) };
        Assert.Equal(all, (await app.Issuer.OpenUploadSlotAsync(withChecksum, Cancellation)).Guarantees.Unenforced);
    }

    [Fact]
    public async Task Open_ProfileToConfirm_IsWeakerUntilAProbeConfirmsItAndAfterOneThatRefutesIt()
    {
        var probe = new ScriptedProbe(Patched);
        var app = new TestApplication(provider: new() { Profile = Patched, Probe = probe });
        Assert.Equal(UploadTransport.Post, (await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation)).Transport);

        probe.Outcomes = [(nameof(StoreProfile.IsolatedPut), ProbeOutcome.NotTried), (nameof(StoreProfile.FormChecksum), ProbeOutcome.Enforced)];
        await ProbeAsync(app);
        Assert.Equal(UploadTransport.Post, (await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation)).Transport);

        probe.Outcomes = [(nameof(StoreProfile.IsolatedPut), ProbeOutcome.Enforced), (nameof(StoreProfile.FormChecksum), ProbeOutcome.Enforced)];
        await ProbeAsync(app);
        var slot = await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation);
        Assert.Equal((UploadTransport.Put, GuaranteeLevel.EnforcedByStore), (slot.Transport, slot.Guarantees.Isolation));

        probe.Outcomes = [(nameof(StoreProfile.IsolatedPut), ProbeOutcome.NotEnforced), (nameof(StoreProfile.FormChecksum), ProbeOutcome.NotEnforced)];
        await ProbeAsync(app);
        Assert.Equal(UploadTransport.Post, (await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation)).Transport);
    }

    [Fact]
    public async Task Download_PartOfStoreWhoseProfileIsToConfirm_IsSignedOnlyWhileAProbeHasConfirmedIt()
    {
        var patched = Patched with { UntilConfirmed = Weaker with { DownloadPartNumber = Capability.No } };
        var probe = new ScriptedProbe(patched);
        var app = new TestApplication(provider: new() { Profile = patched, Probe = probe });
        var part = new DownloadRequest { PartNumber = 2 };
        (string Name, ProbeOutcome Outcome)[] others =
            [(nameof(StoreProfile.IsolatedPut), ProbeOutcome.Enforced), (nameof(StoreProfile.FormChecksum), ProbeOutcome.Enforced)];

        foreach (var (outcome, isSigned) in ((ProbeOutcome, bool)[])
            [(ProbeOutcome.NotEnforced, false), (ProbeOutcome.Enforced, true), (ProbeOutcome.Unsupported, false)])
        {
            probe.Outcomes = [.. others, (nameof(StoreProfile.DownloadPartNumber), outcome)];
            await ProbeAsync(app);
            var failure = await Record.ExceptionAsync(async () => await app.Issuer.IssueDownloadUrlAsync(new("any"), part, Cancellation));
            Assert.Equal(isSigned ? null : ErrorCodes.PartDownloadNotAvailable, (failure as StoreException)?.Code);
        }
    }

    /// <summary>The gateway behind the internal address may be patched, and the one that browsers reach may not.</summary>
    [Fact]
    public async Task Open_ProfileMeasuredAtAnotherAddressThanThatOfBrowsers_StaysUnconfirmed()
    {
        var probe = new ScriptedProbe(Patched)
        {
            Outcomes = [(nameof(StoreProfile.IsolatedPut), ProbeOutcome.Enforced), (nameof(StoreProfile.FormChecksum), ProbeOutcome.Enforced)],
            Findings = [new(FindingCodes.EndpointUnreachable, FindingSeverity.Warning, "Nothing answered at https://files.example.com.")],
        };
        var app = new TestApplication(provider: new() { Profile = Patched, Probe = probe });

        await ProbeAsync(app);
        Assert.Equal(UploadTransport.Post, (await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation)).Transport);

        probe.Findings = [];
        await ProbeAsync(app);
        Assert.Equal(UploadTransport.Put, (await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation)).Transport);
    }

    /// <summary>Each capability counts for itself.</summary>
    [Fact]
    public async Task Open_ProfileConfirmedInPart_GuaranteesThatPart()
    {
        var probe = new ScriptedProbe(Patched)
        {
            Outcomes = [(nameof(StoreProfile.IsolatedPut), ProbeOutcome.NotEnforced), (nameof(StoreProfile.FormChecksum), ProbeOutcome.Enforced)],
        };
        var app = new TestApplication(provider: new() { Profile = Patched, Probe = probe });

        await ProbeAsync(app);

        var request = TestApplication.Request with { Checksum = FileChecksum.Create(FileChecksumAlgorithm.Sha256, new byte[32]) };
        var slot = await app.Issuer.OpenUploadSlotAsync(request, Cancellation);
        Assert.Equal((UploadTransport.Post, GuaranteeLevel.EnforcedByStore), (slot.Transport, slot.Guarantees.Checksum));
    }

    /// <summary>A capability on which no guarantee rests, such as encryption, is no reason for an error.</summary>
    [Theory]
    [InlineData(ProbeOutcome.Enforced, LogLevel.Information, "A probe has confirmed profile 'patched' of store 'media', and it is in force now, except")]
    [InlineData(ProbeOutcome.NotEnforced, LogLevel.Error, "A probe has not confirmed profile 'patched' of store 'media' (IsolatedPut, Tags)")]
    public async Task Probe_ProfileConfirmedInPart_LogsAnErrorOnlyIfAGuaranteeRestsOnTheOtherPart(ProbeOutcome isolation, LogLevel level, string expected)
    {
        var profile = Patched with { Tags = Capability.Yes, UntilConfirmed = Weaker with { Tags = Capability.No } };
        var probe = new ScriptedProbe(profile)
        {
            Outcomes =
            [
                (nameof(StoreProfile.IsolatedPut), isolation),
                (nameof(StoreProfile.FormChecksum), ProbeOutcome.Enforced),
                (nameof(StoreProfile.Tags), ProbeOutcome.NotEnforced),
            ],
        };
        var log = new LogLines();
        var app = new TestApplication(builder => builder.Services.AddSingleton<ILogger<StoreSetup>>(log), new() { Profile = profile, Probe = probe });

        await ProbeAsync(app);

        var (written, text) = Assert.Single(log.Lines);
        Assert.Equal(level, written);
        Assert.StartsWith(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cors_ProfileToConfirm_AllowsWhatEitherPlanNeeds()
    {
        var probe = new ScriptedProbe(Patched)
        {
            Outcomes = [(nameof(StoreProfile.IsolatedPut), ProbeOutcome.Enforced), (nameof(StoreProfile.FormChecksum), ProbeOutcome.Enforced)],
        };
        var app = new TestApplication(provider: new() { Profile = Patched, Probe = probe });
        var setup = (StoreSetup)app.Services.GetRequiredService<IStoreSetup>();

        var before = await setup.GetCorsRequirementAsync(["https://app.example.com"], Cancellation);
        await ProbeAsync(app);
        var after = await setup.GetCorsRequirementAsync(["https://app.example.com"], Cancellation);

        Assert.Equal(["GET", "HEAD", "POST", "PUT"], before.Methods);
        Assert.Equal(before.Methods, after.Methods);
        Assert.Equal(before.AllowedHeaders, after.AllowedHeaders);
    }

    [Theory]
    [InlineData(StartupCheckMode.Off)]
    [InlineData(StartupCheckMode.Warn)]
    public async Task Start_PolicyThatDependsOnTheProfile_StartsOnlyIfAProbeConfirmsIt(StartupCheckMode mode)
    {
        var refuted = Application(ProbeOutcome.NotEnforced);
        await AssertNotReadyAsync(refuted, "which no probe has confirmed yet");
        var failure = await Assert.ThrowsAsync<StoreException>(() => StartAsync(refuted));
        Assert.Equal(ErrorCodes.StoreNotReady, failure.Code);
        Assert.Contains("A probe has not confirmed what profile 'patched' of store 'media' says.", failure.Message, StringComparison.Ordinal);
        failure = await Assert.ThrowsAsync<StoreException>(() => StartAsync(Application(ProbeOutcome.NotTried)));
        Assert.Contains("which no probe has confirmed yet", failure.Message, StringComparison.Ordinal);

        var confirmed = Application(ProbeOutcome.Enforced);
        var check = await StartAsync(confirmed);
        Assert.Equal(UploadTransport.Put, (await confirmed.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation)).Transport);
        await check.StoppingAsync(Cancellation);

        TestApplication Application(ProbeOutcome isolation) => new(
            builder =>
            {
                builder.Services.Configure<PresignKitOptions>(options => (options.StartupCheck, options.StartupProbe) = (StartupCheckMode.Off, mode));
                builder.AddUploadPolicy("video", policy => policy.Transport = UploadTransport.Put);
            },
            new()
            {
                Profile = Patched,
                Probe = new ScriptedProbe(Patched)
                {
                    Outcomes = [(nameof(StoreProfile.IsolatedPut), isolation), (nameof(StoreProfile.FormChecksum), ProbeOutcome.Enforced)],
                },
            });
    }

    [Fact]
    public async Task Start_ProfileToConfirmAndNoAnswer_IsProbedAgainUntilThereIsOne()
    {
        var probe = new ScriptedProbe(Patched)
        {
            Failures = 3,
            Outcomes = [(nameof(StoreProfile.IsolatedPut), ProbeOutcome.Enforced), (nameof(StoreProfile.FormChecksum), ProbeOutcome.Enforced)],
        };
        var app = new TestApplication(
            builder => builder.Services.Configure<PresignKitOptions>(options => options.StartupCheck = StartupCheckMode.Off),
            new() { Profile = Patched, Probe = probe });

        var check = await StartAsync(app);
        while (!check.Running.IsCompleted)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(5, Cancellation);
        }

        Assert.Equal(4, probe.Asked);
        Assert.Equal(UploadTransport.Put, (await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation)).Transport);
        await check.StoppingAsync(Cancellation);
    }

    [Fact]
    public async Task Start_ProfileThatHoldsAtOnce_IsNotProbed()
    {
        var probe = new ScriptedProbe(RecordingProvider.Strict);
        var app = new TestApplication(provider: new() { Probe = probe });

        var check = await StartAsync(app);
        await check.Running;

        Assert.Equal(0, probe.Asked);
    }

    [Fact]
    public async Task Open_ProfileSaysLessThanWhatHoldsUntilItIsConfirmed_DependsOnWhatItSays()
    {
        var before = new TestApplication(provider: new() { Profile = Patched });
        Assert.Equal(UploadTransport.Post, (await before.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation)).Transport);

        var app = new TestApplication(provider: new() { Profile = Patched with { FormUpload = Capability.No } });
        await AssertNotReadyAsync(app, "which no probe has confirmed yet");
    }

    [Fact]
    public void Validate_PolicyThatEvenTheConfirmedProfileDoesNotKeep_IsAFlaw()
    {
        Assert.Throws<OptionsValidationException>(() => new TestApplication(
            builder => builder.AddUploadPolicy("video", policy => policy.RequiredChecksum = [FileChecksumAlgorithm.Sha256]),
            new() { Profile = Patched with { ChecksumSha256 = Capability.No, FormChecksum = Capability.No } }));
    }

    private static async Task<StoreStartupCheck> StartAsync(TestApplication app)
    {
        var check = app.Services.GetServices<IHostedService>().OfType<StoreStartupCheck>().Single();
        await check.StartedAsync(Cancellation);
        return check;
    }

    private static async Task AssertNotReadyAsync(TestApplication app, string expected)
    {
        var failure = await Assert.ThrowsAsync<StoreException>(async () => await app.Issuer.OpenUploadSlotAsync(TestApplication.Request, Cancellation));
        Assert.Equal(ErrorCodes.StoreNotReady, failure.Code);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<StoreFinding>> CheckAsync(TestApplication app) =>
        app.Services.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation);

    private static Task<ProbeReport> ProbeAsync(TestApplication app) =>
        app.Services.GetRequiredService<IStoreSetup>().ProbeAsync(cancellationToken: Cancellation);

    private static IStoreAdministration Finding(List<StoreFinding> findings)
    {
        var administration = Substitute.For<IStoreAdministration>();
        administration.CheckAsync(Arg.Any<StoreUsage>(), Arg.Any<CancellationToken>()).Returns(_ => findings.ToArray());
        return administration;
    }

    private sealed class LogLines : ILogger<StoreSetup>
    {
        public List<(LogLevel Level, string Text)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((logLevel, formatter(state, exception)));
    }

    private sealed class ScriptedProbe(StoreProfile profile) : IStoreProbe
    {
        public (string Name, ProbeOutcome Outcome)[] Outcomes { get; set; } = [];

        public StoreFinding[] Findings { get; set; } = [];

        public int Failures { get; set; }

        public int Asked { get; private set; }

        public Task<ProbeReport> ProbeAsync(StoreUsage usage, IProgress<ProbeProgress>? progress, CancellationToken cancellationToken)
        {
            Asked++;
            return Failures-- > 0
                ? throw new StoreException(ErrorCodes.StoreUnavailable, "No answer.")
                : Task.FromResult(
                    new ProbeReport("media", "https://store.test", profile, Outcomes.Select(o => new ProbeMeasurement(o.Name, o.Outcome, "as scripted")))
                    {
                        Findings = [.. Findings],
                    });
        }
    }
}
