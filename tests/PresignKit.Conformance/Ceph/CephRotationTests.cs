using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Ceph;

/// <summary>Credentials change while URLs are issued and used, and no URL fails.</summary>
public abstract class CephRotationTests(CephStores ceph)
{
    private const string Store = "PresignKit:Stores:store";

    private readonly CephSessionStore _store = ceph.Sessions;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Load_SessionReplacedEverySecond_NoUrlFails()
    {
        var readable = await _store.StoreAsync(StoredObject.Video);
        await using var application = Application(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(Settings())
        {
            [$"{Store}:AssumeRole:RoleArn"] = _store.RoleArn,
        }).Build(), new ShortTimerTimeProvider());
        await using var load = new UrlLoad(_store, application.GetRequiredService<IPresignedUrlIssuer>(), readable);

        load.Start(users: 6);
        await load.WaitUntilAsync(() => load.FirstUrls.Count >= 4, more: 30);
        await load.StopAsync();

        Assert.Empty(load.Failures);

        // URLs of earlier sessions still work, because sessions are replaced, not revoked.
        foreach (var url in load.FirstUrls.Values)
        {
            await Browser.AssertStoredAsync(await _store.SendAsync(url));
        }
    }

    [Fact]
    public async Task Load_AccessKeyChangedInConfiguration_NoUrlFailsAndOldKeyCanBeRemoved()
    {
        const string oldKey = "AKIAPRESIGNKITOLD001", newKey = "AKIAPRESIGNKITNEW001", secret = "presignkit/test+secret/of-both-key-pairs";
        await _store.AddKeyAsync(oldKey, secret);
        await _store.AddKeyAsync(newKey, secret);
        var readable = await _store.StoreAsync(StoredObject.Video);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(Settings())
        {
            [$"{Store}:AccessKeyId"] = oldKey,
            [$"{Store}:SecretAccessKey"] = secret,
        }).Build();
        await using var application = Application(configuration, TimeProvider.System);
        await using var load = new UrlLoad(_store, application.GetRequiredService<IPresignedUrlIssuer>(), readable);

        load.Start(users: 6);
        for (var i = 0; i < 20; i++)
        {
            await load.WaitUntilAsync(static () => true, more: 5);
            Change(configuration, i % 2 == 0 ? newKey : oldKey);
        }

        // The final change. The users' last requests with the old key have ended when all users have begun others.
        Change(configuration, newKey);
        await load.WaitUntilAsync(static () => true, more: 30);
        await _store.RemoveKeyAsync(oldKey);
        await load.WaitUntilAsync(static () => true, more: 60);
        await load.StopAsync();

        Assert.Empty(load.Failures);
        Assert.Equal([newKey, oldKey], load.FirstUrls.Keys.Order(StringComparer.Ordinal));
        await Browser.AssertStoredAsync(await _store.SendAsync(load.FirstUrls[newKey]));
        using var revoked = await _store.SendAsync(load.FirstUrls[oldKey]);
        Assert.Equal(HttpStatusCode.Forbidden, revoked.StatusCode);
    }

    /// <summary>The backend's own requests, which the AWS SDK's client signs, use the new access key too.</summary>
    [Fact]
    public async Task Find_AccessKeyChangedInConfiguration_UsesNewKey()
    {
        const string oldKey = "AKIAPRESIGNKITOLD002", newKey = "AKIAPRESIGNKITNEW002", secret = "presignkit/test+secret/of-both-key-pairs";
        await _store.AddKeyAsync(oldKey, secret);
        await _store.AddKeyAsync(newKey, secret);
        var readable = await _store.StoreAsync(StoredObject.Video);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(Settings())
        {
            [$"{Store}:AccessKeyId"] = oldKey,
            [$"{Store}:SecretAccessKey"] = secret,
        }).Build();
        await using var application = Application(configuration, TimeProvider.System);
        var objects = application.GetRequiredService<IObjectStore>();
        Assert.NotNull(await objects.FindAsync(readable, Cancellation));

        Change(configuration, newKey);
        await _store.RemoveKeyAsync(oldKey);

        Assert.NotNull(await objects.FindAsync(readable, Cancellation));
    }

    private static void Change(IConfigurationRoot configuration, string accessKey)
    {
        configuration[$"{Store}:AccessKeyId"] = accessKey;
        configuration.Reload();
    }

    private static ServiceProvider Application(IConfigurationRoot configuration, TimeProvider clock)
    {
        var kit = new ServiceCollection().AddSingleton(clock).AddPresignKit(configuration.GetSection("PresignKit")).AddS3("store");
        AddPolicy(kit, Browser.Put, UploadTransport.Put);
        AddPolicy(kit, Browser.Form, UploadTransport.Post);
        return kit.Services.BuildServiceProvider();
    }

    private static void AddPolicy(PresignKitBuilder kit, string name, UploadTransport transport) => kit.AddUploadPolicy(name, policy =>
    {
        policy.AllowedContentTypes.Add("video/mp4");
        policy.MaximumSize = 1000;
        policy.Key = "conformance/{id}{ext}";
        policy.Transport = transport;
        policy.AllowUnenforced = (GuaranteeKinds)~0;
    });

    private Dictionary<string, string?> Settings() => new(StringComparer.OrdinalIgnoreCase)
    {
        [$"{Store}:Bucket"] = _store.Container,
        [$"{Store}:Endpoint"] = _store.Endpoint,
        [$"{Store}:Profile"] = "ceph",
        [$"{Store}:AccessKeyId"] = _store.AccessKey,
        [$"{Store}:SecretAccessKey"] = _store.Secret,
    };
}
