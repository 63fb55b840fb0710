using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PresignKit.LocalS3.Hosting;

/// <summary>The logger factory for the web server. A presigned URL is a secret until it expires, and the server's own log of bad requests
/// contains request lines with their queries, so that category is turned off.</summary>
internal sealed class FilteredLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    private const string QuotesRequests = "Microsoft.AspNetCore.Server.Kestrel.BadRequests";

    public ILogger CreateLogger(string categoryName) =>
        categoryName == QuotesRequests ? NullLogger.Instance : inner.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <summary>Does nothing, because the application owns the inner factory.</summary>
    public void Dispose()
    {
    }
}
