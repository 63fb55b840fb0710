using PresignKit.Completion.FileFormats;
using PresignKit.Policies;
using PresignKit.Uploads;

namespace PresignKit.Tests.Completion.Corpus;

/// <summary>
/// Judges real files: valid ones in odd variants, valid ones under wrong types, and active content in disguise. eng/corpus.sh makes them, and names
/// their folder in PRESIGNKIT_CORPUS; without it, these tests are skipped.
/// </summary>
public sealed class CorpusTests
{
    private const string Variable = "PRESIGNKIT_CORPUS";

    /// <summary>The share of mislabeled files that must be contradicted.</summary>
    private const double Share = 0.95;

    private static readonly string? Folder = Environment.GetEnvironmentVariable(Variable);

    [Fact]
    public void Corpus_ValidFiles_AreOpenedAndNeverContradicted()
    {
        var files = Entries("valid");
        var failures = new List<string>();
        var declarations = 0;
        foreach (var file in files)
        {
            foreach (var declared in file.Declared)
            {
                declarations++;
                var policy = Policy(file.Type);
                try
                {
                    var resolved = ContentTypeRule.Resolve(policy, declared, Path.GetFileName(file.Path));
                    ContentTypeRule.Resolve(policy, resolved, "");
                    if (resolved != file.Type)
                    {
                        failures.Add($"{file.Path}: '{declared}' became {resolved}, not {file.Type}");
                    }
                }
                catch (PolicyViolationException e)
                {
                    failures.Add($"{file.Path}: {e.Message}");
                }
            }

            if (Judge(file) is { Match: ContentMatch.Contradicts } judgement)
            {
                failures.Add($"{file.Path}: {judgement.Describe(file.Type)}");
            }
        }

        Report($"{files.Count} valid files under {declarations} declared types: {failures.Count} refused, "
            + $"{files.Count(f => Judge(f).Match == ContentMatch.Unknown)} unknown");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Corpus_MislabeledFiles_AreContradicted()
    {
        var files = Entries("mislabeled");
        var missed = files.Where(file => Judge(file).Match != ContentMatch.Contradicts).Select(file => $"{file.Path} as {file.Type}").ToList();
        var share = 1 - ((double)missed.Count / files.Count);
        Report(FormattableString.Invariant($"{files.Count} mislabeled files: {share:P2} contradicted, not {missed.Count}"));
        Assert.True(share >= Share, string.Join('\n', missed));
    }

    [Fact]
    public void Corpus_ActiveContent_IsContradictedInEveryDisguise()
    {
        var files = Entries("active");
        var missed = files.Where(file => Judge(file).Match != ContentMatch.Contradicts).Select(file => $"{file.Path} as {file.Type}").ToList();

        Report($"{files.Count} files with active content: {files.Count - missed.Count} contradicted");
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    private static void Report(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);

    private static List<Entry> Entries(string kind)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Folder), $"{Variable} does not name the corpus. Make it with eng/corpus.sh.");
        var entries = File.ReadLines(Path.Combine(Folder!, "corpus.tsv"))
            .Select(line => line.Split('\t'))
            .Where(fields => fields[0] == kind)
            .Select(fields => new Entry(Path.Combine(Folder!, kind == "active" ? kind : "valid", fields[2]), fields[3], fields[4].Split(',')))
            .ToList();
        Assert.NotEmpty(entries);
        return entries;
    }

    private static ContentJudgement Judge(Entry file)
    {
        using var stream = File.OpenRead(file.Path);
        var start = new byte[ContentSniffer.BytesNeeded];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return ContentSniffer.Judge(file.Type, allowsActive: false, start.AsSpan(0, read));
    }

    private static UploadPolicy Policy(string type)
    {
        var options = new UploadPolicyOptions { MaximumSize = 1, AllowedContentTypes = [type] };
        var flaws = new List<string>();
        return PolicyBuilder.Build("corpus", options, "media", flaws) ?? throw new InvalidOperationException(string.Join(' ', flaws));
    }

    private sealed record Entry(string Path, string Type, string[] Declared);
}
