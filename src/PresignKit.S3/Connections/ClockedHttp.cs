using Amazon.Runtime;

namespace PresignKit.S3.Connections;

/// <summary>The connections of one client of the AWS SDK, whose requests are signed by the application's clock.</summary>
internal sealed class ClockedHttp : HttpClientFactory, IDisposable
{
    private readonly HttpClient _client;

    public ClockedHttp(AWSCredentials credentials, TimeProvider clock, IClientConfig config)
    {
        // As the SDK's own connections; in addition, names below localhost are this machine.
        var connections = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = config.ConnectTimeout ?? TimeSpan.FromSeconds(5),
            ConnectCallback = LoopbackNames.ConnectAsync,
        };
        if (config.GetWebProxy() is { } proxy)
        {
            connections.Proxy = proxy;
        }

        _client = new(new ClockedSigning(credentials, clock, connections)) { Timeout = config.Timeout ?? TimeSpan.FromMinutes(5) };
    }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client.Dispose();
}
