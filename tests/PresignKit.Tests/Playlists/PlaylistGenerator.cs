using System.Globalization;
using System.Text;

namespace PresignKit.Tests.Playlists;

/// <summary>
/// Makes a random playlist. Text and addresses are made separately, and for each address what must become of it, so that the expected playlist is known
/// without parsing anything.
/// </summary>
/// <param name="random">Decides.</param>
/// <param name="signed">The signed URL of an object below the folder of the playlist.</param>
internal sealed class PlaylistGenerator(Random random, Func<string, string> signed)
{
    private readonly StringBuilder _plain = new();
    private readonly StringBuilder _expected = new();
    private readonly Dictionary<string, string> _variables = [];
    private string _end = "\n";
    private int _names;

    public string Plain => _plain.ToString();

    public string Expected => _expected.ToString();

    public (int Signed, int Children, int Keys, int Unknown) Counts { get; private set; }

    public void Generate()
    {
        _end = random.Next(2) == 0 ? "\n" : "\r\n";
        Text(random.Next(4) == 0 ? "\uFEFF#EXTM3U" : "#EXTM3U");
        Text(_end);
        var isMain = random.Next(3) == 0;
        for (var items = random.Next(80); items > 0; items--)
        {
            Anything();
            if (isMain)
            {
                OfMain();
            }
            else
            {
                OfMedia();
            }
        }

        Text(random.Next(2) == 0 ? "#EXT-X-ENDLIST" : "#EXT-X-ENDLIST" + _end);
    }

    private void Anything()
    {
        switch (random.Next(8))
        {
            case 0:
                Line("# a comment: URI=\"x.ts\" " + Noise());
                break;
            case 1:
                Line("");
                break;
            case 2:
                Counts = Counts with { Unknown = Counts.Unknown + 1 };
                Line($"#EXT-X-VENDOR-{random.Next(9)}:URI=\"{Noise()}\",X=../../{Noise()}");
                break;
            case 3:
                var name = $"v{_names++}";
                _variables[name] = $"v-{random.Next(1000)}";
                Line($"#EXT-X-DEFINE:NAME=\"{name}\",VALUE=\"{_variables[name]}\"");
                break;
            case 4:
                Line("#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z");
                break;
            case 5:
                Line("   ");
                break;
        }
    }

    private void OfMain()
    {
        switch (random.Next(6))
        {
            case 0:
                Attribute($"#EXT-X-MEDIA:TYPE=AUDIO,NAME=\"a, URI=b {Noise()}\",URI=\"", "\"", Child, ".m3u8");
                break;
            case 1:
                Attribute("#EXT-X-I-FRAME-STREAM-INF:URI=\"", "\",BANDWIDTH=1", Child, ".m3u8");
                break;
            case 2:
                Attribute("#EXT-X-SESSION-DATA:DATA-ID=\"x\", URI=\"", "\"", Media, ".json");
                break;
            case 3:
                Attribute("#EXT-X-SESSION-KEY:METHOD=AES-128,URI=\"", "\"", Key, ".key");
                break;
            case 4:
                Attribute("#EXT-X-CONTENT-STEERING:SERVER-URI=\"", "\"", Media, ".json");
                break;
            default:
                Line("#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"a,b\"");
                Attribute("", "", Child, ".M3U8");
                break;
        }
    }

    private void OfMedia()
    {
        switch (random.Next(10))
        {
            case 0:
                Attribute("#EXT-X-MAP:URI=\"", "\",BYTERANGE=\"1@0\"", Media, ".mp4");
                break;
            case 1:
                Attribute("#EXT-X-PART:DURATION=1,URI=\"", "\"", Media, ".m4s");
                break;
            case 2:
                Attribute("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"", "\"", Media, ".m4s");
                break;
            case 3:
                Attribute("#EXT-X-RENDITION-REPORT:URI=\"", "\",LAST-MSN=1", Child, ".m3u8");
                break;
            case 4:
                Attribute("#EXT-X-KEY:METHOD=AES-128,URI=\"", "\",IV=0x00", Key, ".key");
                break;
            case 5:
                Attribute("#EXT-X-DATERANGE:ID=\"x\",X-ASSET-LIST=\"", "\"", Media, ".json");
                break;
            case 6:
                Attribute("#EXT-X-DATERANGE:ID=\"x\",X-ASSET-URI=\"", "\"", Child, ".m3u8");
                break;
            default:
                Line(string.Create(CultureInfo.InvariantCulture, $"#EXTINF:{random.NextDouble()},{Noise()}"));
                Attribute("", "", Media, ".ts");
                break;
        }
    }

    private void Attribute(string before, string after, Func<string, string> become, string extension)
    {
        Text(before);
        var (written, name) = Name(extension);
        _plain.Append(written);
        _expected.Append(become(name));
        Line(after);
    }

    private string Media(string name)
    {
        Counts = Counts with { Signed = Counts.Signed + 1 };
        return signed(name);
    }

    private string Child(string name)
    {
        Counts = Counts with { Children = Counts.Children + 1 };
        return "/media/42/a/" + string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
    }

    private string Key(string name)
    {
        Counts = Counts with { Keys = Counts.Keys + 1 };
        return "/keys/42/a/" + string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
    }

    // How an address is written, and what it names.
    private (string Written, string Name) Name(string extension)
    {
        var (written, name) = (new StringBuilder(), new StringBuilder());
        for (var folders = random.Next(3); folders >= 0; folders--)
        {
            for (var pieces = 1 + random.Next(3); pieces > 0; pieces--)
            {
                var (w, n) = Piece();
                written.Append(w);
                name.Append(n);
            }

            written.Append(folders > 0 ? "/" : "");
            name.Append(folders > 0 ? "/" : "");
        }

        // Some packagers begin with ./
        return ((random.Next(8) == 0 ? "./" : "") + written + extension, name + extension);
    }

    private (string Written, string Name) Piece()
    {
        switch (random.Next(8))
        {
            case 0:
                return ("%20", " ");
            case 1:
                return ("ä", "ä");
            case 2:
                return ("%c3%A4", "ä");
            case 3:
                return ("%25", "%");
            case 4:
                return ("%3F%3a%23", "?:#");
            case 5 when _variables.Count > 0:
                var variable = _variables.ElementAt(random.Next(_variables.Count));
                return ($"{{${variable.Key}}}", variable.Value);
            case 6:
                return ("x y", "x y");
            default:
                var plain = string.Create(CultureInfo.InvariantCulture, $"s-{random.Next(100_000):D5}~+=@");
                return (plain, plain);
        }
    }

    private string Noise() => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => "aé \t,=#:{$}%/\u2030😀"[random.Next(14)])).Trim();

    private void Line(string text) => Text(text + _end);

    private void Text(string text)
    {
        _plain.Append(text);
        _expected.Append(text);
    }
}
