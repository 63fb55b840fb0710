using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PresignKit.LocalS3.Hosting;

/// <summary>The logger factory the web server gets. A presigned URL is a secret while it lives, and the server's own log of bad
/// requests quotes request lines, query included: that category is silenced.</summary>
internal sealed class FilteredLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    private const string QuotesRequests = "Microsoft.AspNetCore.Server.Kestrel.BadRequests";

    public ILogger CreateLogger(string categoryName) =>
        categoryName == QuotesRequests ? NullLogger.Instance : inner.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <summary>Leaves the application's factory alone.</summary>
    public void Dispose()
    {
    }
}
