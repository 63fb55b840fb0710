using PresignKit.Conformance.Stores;
using PresignKit.Testing.Ceph;

namespace PresignKit.Conformance.Ceph;

/// <summary>With a key of 32 characters, Ceph 20 authenticates session tokens.</summary>
public sealed class CephLongSessionKeyTests
{
    [Fact]
    public async Task Token_OneBitAltered_IsRefusedEverywhere()
    {
        CephSetup.Ceph20.Require();
        await using var server = await CephServer.StartAsync(
            CephSetup.Ceph20 with { HasSessions = true, SessionKey = "presignkit-sts-0presignkit-sts-0" });
        await using var store = new CephSessionStore(server);
        await store.InitializeAsync();
        var session = await SessionTokens.AssumeAsync(store, TimeSpan.FromHours(1));

        var (accepted, length) = await SessionTokens.AcceptedChangesAsync(store, session, await store.StoreAsync(StoredObject.Video));

        Assert.InRange(length, 100, 1000);
        Assert.Empty(accepted);
    }
}
