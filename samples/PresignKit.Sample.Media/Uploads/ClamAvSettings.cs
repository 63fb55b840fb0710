using System.Globalization;
using Microsoft.Extensions.Options;

namespace PresignKit.Sample.Media.Uploads;

/// <summary>Where clamd listens: <c>--ClamAv:Address HOST:PORT</c>.</summary>
internal sealed record ClamAvSettings(string Host, int Port)
{
    /// <summary>The longest time without any progress: until a connection, a chunk that is sent, or the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <returns>Null: no scanner is configured.</returns>
    /// <exception cref="OptionsValidationException">The address is not valid.</exception>
    public static ClamAvSettings? From(IConfiguration configuration)
    {
        var address = configuration["ClamAv:Address"];
        if (string.IsNullOrEmpty(address))
        {
            return null;
        }

        return Uri.TryCreate($"tcp://{address}", UriKind.Absolute, out var uri)
            && uri is { Port: > 0, UserInfo: "", Query: "", Fragment: "", AbsolutePath: "" or "/" }
            && !address.EndsWith('/')
                ? new(uri.IdnHost, uri.Port)
                : throw new OptionsValidationException(
                    "ClamAv", typeof(ClamAvSettings), [$"--ClamAv:Address '{address}' is not valid. Use HOST:PORT, such as 127.0.0.1:3310."]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
