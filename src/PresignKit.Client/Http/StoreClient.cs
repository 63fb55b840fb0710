namespace PresignKit.Client.Http;

/// <summary>Creates the HttpClient for the store.</summary>
internal static class StoreClient
{
    public static HttpClient Create(UploadClientOptions options)
    {
        // Cookies of the store's host, or a redirect to elsewhere, are never what was signed. The time-out of HttpClient covers a whole request.
        HttpMessageHandler handler = OperatingSystem.IsBrowser()
            ? new HttpClientHandler()
            : new SocketsHttpHandler
            {
                UseCookies = false,
                AllowAutoRedirect = false,
                Credentials = null,
                DefaultProxyCredentials = null,
                ActivityHeadersPropagator = null,
                ConnectTimeout = options.StallTimeout,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            };
        return new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
